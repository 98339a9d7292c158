"""What of a centre stands in the net: takes bundles in against a receipt, and hands them out.

It holds no key that reads anything (docs/formats/bundle.md, 10); who breaks in can withhold.
"""
