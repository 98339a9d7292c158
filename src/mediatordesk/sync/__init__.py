"""Packs and unpacks encrypted bundles; outbox, mailboxes, blob store."""
