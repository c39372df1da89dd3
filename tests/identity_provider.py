"""A real OpenID provider for tests, on loopback: discovery, authorization code with PKCE and nonce, RS256, signing out.

Whoever comes is signed in at once as the person it is told; ``spoil`` has it answer as a broken or a hostile one would.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "learning-portal", "kept-between-the-two-of-us"
Claims = dict[str, Any]


class IdentityProvider:
    """What the provider is told to do, and what it saw.

    Attributes:
        person: the claims of whoever signs in, beside those that every token has.
        spoil: changes the claims before they are signed.
        forge: makes the token of the claims itself, in place of the provider's own key.
        refuses: answers the browser with this error instead of a code.
        state: sent back instead of the state that was asked with.
        asked: the queries of the authorization endpoint.
        given: every code and token that was given out: none of them is anybody else's to see.
        signed_out: browsers sent here to sign out.
    """

    def __init__(self) -> None:
        self.person: Claims = {}
        self.spoil: Callable[[Claims], Claims] = lambda claims: claims
        self.forge: Callable[[Claims], str] = self.sign
        self.refuses: str | None = None
        self.state: str | None = None
        self.asked: list[dict[str, str]] = []
        self.given: list[str] = []
        self.signed_out = 0
        self.issuer = ""
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self._codes: dict[str, dict[str, str]] = {}

    def sign(self, claims: Claims, key: RSAKey | None = None) -> str:
        """An ID token with the claims, signed by its own key or by another that bears its name."""
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key or self._key)

    def discovery(self) -> Claims:
        """What ``/.well-known/openid-configuration`` answers."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> Claims:
        """What ``/jwks`` answers."""
        return {"keys": [self._key.as_dict(private=False)]}

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent."""
        self.asked.append(query)
        assert query["client_id"] == CLIENT and query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256" and query["nonce"] and "openid" in query["scope"]
        answer = {"state": self.state or query["state"]}
        if self.refuses:
            answer["error"] = self.refuses
        else:
            answer["code"] = code = secrets.token_urlsafe(24)
            self._codes[code] = query
            self.given.append(code)
        return f"{query['redirect_uri']}?{urlencode(answer)}"

    def exchange(self, form: dict[str, str], client: tuple[str, str]) -> Claims | None:
        """The tokens for a code; none where client, code, address or proof are not right."""
        asked = self._codes.pop(form.get("code", ""), None)
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            asked is None
            or client != (CLIENT, SECRET)
            or form.get("redirect_uri") != asked["redirect_uri"]
            or base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != asked["code_challenge"]
        ):
            return None
        now = int(time.time())
        every = {"iss": self.issuer, "aud": CLIENT, "sub": "s-1", "iat": now, "exp": now + 300}
        token = self.forge(self.spoil({**every, "nonce": asked["nonce"], **self.person}))
        access = secrets.token_urlsafe(24)
        self.given += [token, access]
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": token}


@contextmanager
def identity_provider(port: int = 0) -> Iterator[IdentityProvider]:
    """Open one, on a free port unless one is named."""
    provider = IdentityProvider()

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._answer(200, provider.discovery())
            elif parts.path == "/jwks":
                self._answer(200, provider.keys())
            elif parts.path == "/authorize":
                self._lead_to(provider.authorize(query))
            elif parts.path == "/logout":
                provider.signed_out += 1
                self._lead_to(query["post_logout_redirect_uri"])
            else:
                self._answer(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            kind, _, basic = self.headers.get("Authorization", "").partition(" ")
            name, _, secret = base64.b64decode(basic if kind == "Basic" else "").decode().partition(":")
            tokens = provider.exchange(form, (unquote(name), unquote(secret)))
            self._answer(400, {"error": "invalid_grant"}) if tokens is None else self._answer(200, tokens)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

        def _answer(self, status: int, body: Claims) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _lead_to(self, url: str) -> None:
            self.send_response(302)
            self.send_header("Location", url)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", port), Desk)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
