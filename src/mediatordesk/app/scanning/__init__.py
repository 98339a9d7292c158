"""The place for scans of signed papers on the page of a case."""
