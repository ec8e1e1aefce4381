"""Agents' certificates: judged, bound to one person of one employer, revoked, signed with."""
