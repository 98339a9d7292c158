"""The place for handing a case over: what stands in the way, the packet, what was handed over."""
