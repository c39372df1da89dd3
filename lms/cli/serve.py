"""``lms serve``: makes the installation ready and opens the portal in this process."""

import errno
import os
import runpy
import signal
import socket
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from lms.cli.installation import open_context, prepare
from lms.cli.speech import say
from lms.platform.single_sign_on import cookie_secret

FRONT_DOOR = Path(__file__).parents[2] / "streamlit_app.py"
LOOPBACK = "127.0.0.1"


def serve(
    demo: Annotated[
        bool, typer.Option("--demo", help="Open a demo bank with one-click accounts; never with real people.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the web address.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 lets other machines in.")
    ] = LOOPBACK,
) -> None:
    """Open the portal: database, library and, with --demo, the demo bank are made ready first."""
    check_address(address, port)
    if demo:
        # Read by everything in this process that loads the settings, the portal's pages among them.
        os.environ["LMS_DEMO"] = "true"
    context = open_context()
    if context.settings.demo and address != LOOPBACK:
        say(f"Demo mode on {address}: whoever reaches this address can enter with one click.")
    prepare(context)
    context.database.close()
    # Sessions of the web server outlive a restart, and are the same for every process of one installation.
    os.environ.setdefault("STREAMLIT_SERVER_COOKIE_SECRET", cookie_secret(context.settings))
    options = {
        "server.port": str(port),
        "server.address": address,
        # The portal tells its address itself, in one line, once it answers.
        "logger.hideWelcomeMessage": "true",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    sys.argv = ["streamlit", "run", str(FRONT_DOOR), *flags]
    # The same as “python -m streamlit run”, here instead of in a new process: what is imported need not be twice.
    for number in (signal.SIGINT, signal.SIGTERM):
        # The server ends its visitors' connections first, then raises the signal again for whoever was there before.
        signal.signal(number, _close)
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def check_address(address: str, port: int) -> None:
    """Try whether the portal can listen there, before anything is made ready.

    Raises:
        ValueError: it cannot; the message says what to do.
    """
    try:
        family, kind, _, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # A port whose last owner has just ended counts as free, as it does for the server.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except socket.gaierror:
        raise ValueError(f"{address} is no address of this machine; use 127.0.0.1 or 0.0.0.0") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"Port {port} is taken by another program. Choose another one: --port {_next(port)}"
        elif error.errno == errno.EACCES:
            message = f"Port {port} may not be used by this user. Choose one above 1023: --port 8501"
        elif error.errno == errno.EADDRNOTAVAIL:
            message = f"{address} is no address of this machine; use 127.0.0.1 or 0.0.0.0"
        else:
            raise
        raise ValueError(message) from None


def _close(_number: int, _frame: FrameType | None) -> NoReturn:
    say("The portal is closed.")
    sys.exit(0)


def _next(port: int) -> int:
    return port + 1 if port < 65535 else 8501
