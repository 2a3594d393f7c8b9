"""The handbook: what the organisation has laid down for its people. For now the service offer and refund policy."""
