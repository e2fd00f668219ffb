"""The files of office programs: zip archives of XML, of which nothing is believed."""
