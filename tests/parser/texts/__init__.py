"""Texts and converted files."""
