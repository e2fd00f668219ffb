"""Documents that the tests make themselves: invented reports, set by several programs in many layouts."""
