"""What stands in front of clusters: TLS with a certificate of one's own, and nothing for those it does not know.

The server that tests run has no security of its own; in front of it stands what does to a client as one that has.
"""

from __future__ import annotations

import json
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

PASSED_ON = {"content-type", "accept"}
REFUSED = {"error": {"type": "security_exception", "reason": "missing authentication"}, "status": 401}


@contextmanager
def guarding(url, folder, authorization):
    """Guard the server at `url`; yields the address to ask at and the file of the certificate that signed it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(urlsplit(url).netloc, authorization))
    authority, chain = certificates(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}", str(authority)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def certificates(folder):
    """Write a certificate that signs others, and one of this machine with its key; return both files."""
    signing, own = (ec.generate_private_key(ec.SECP256R1()) for _time in range(2))
    root = _named("Test authority", signing, "Test authority", signing.public_key(), authority=True)
    server = _named("Test authority", signing, "127.0.0.1", own.public_key(), authority=False)
    authority, chain = folder / "authority.pem", folder / "server.pem"
    authority.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    key = own.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    chain.write_bytes(key + server.public_bytes(serialization.Encoding.PEM))
    return authority, chain


def _named(issuer, signing, name, public_key, *, authority):
    moment = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .issuer_name(_name(issuer))
        .subject_name(_name(name))
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    )
    return made.sign(signing, hashes.SHA256())


def _name(text):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def _handler(behind, authorization):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Authorization") != authorization:
                return self._send(401, "application/json", json.dumps(REFUSED).encode())
            connection = HTTPConnection(behind)
            headers = {name: value for name, value in self.headers.items() if name.lower() in PASSED_ON}
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            self._send(answer.status, answer.headers.get("Content-Type", ""), answer.read())
            connection.close()

        def _send(self, status, kind, body):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = _pass_on

        def log_message(self, *arguments):
            """Say nothing."""

    return Handler
