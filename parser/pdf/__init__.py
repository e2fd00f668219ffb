"""Positioned words into rows: PDF through two engines, and text whose columns are positions."""
