"""Check of the port at which the portal is to be served."""

from __future__ import annotations

import http.client
import json
import os
import socket

from portal.doctor.finding import BAD, FINE, Finding

HOST = "127.0.0.1"
HEALTH = "/-/health"
SECONDS = 0.5
LONGEST = 1 << 16
"""Bytes that are read of an answer: whoever listens there may be anybody."""


def port(number: int) -> Finding:
    """Tell whether the port is free, or a portal answers there already."""
    about = {"port": str(number)}
    with socket.socket() as probe:
        # As ``portal serve`` asks for it: a server that has just ended does not hold its port.
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except PermissionError:
            return Finding("port-closed", BAD, about)
        except OSError:
            release = _release_at(number)
        else:
            return Finding("port", FINE, {**about, "other": ""})
    if release is None:
        return Finding("port", BAD, {**about, "other": str(number % 65535 + 1)})
    return Finding("port-portal", FINE, {**about, "release": release})


def _release_at(number: int) -> str | None:
    """Return the release that a portal at this port serves; None where no portal answers.

    Asked without ``urllib``, which would send the question to a proxy where one is set.
    """
    connection = http.client.HTTPConnection(HOST, number, timeout=SECONDS)
    try:
        connection.request("GET", HEALTH)
        answer = json.loads(connection.getresponse().read(LONGEST))
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    release = answer.get("release") if isinstance(answer, dict) else None
    return release if isinstance(release, str) else None
