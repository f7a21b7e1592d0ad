"""`main`: answers requests until told to stop, then finishes what is under way."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .._errors import LabError
from .._lab import read_context
from .capture import Capture
from .metrics import Metrics
from .model import Model
from .refusal import Refusal
from .routes import Reply, Request, Routes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Optional

BODY_BYTES = 1024 * 1024
WIDE = re.compile(r"/predict/batch|/invocations|/v2/models/.*")
CAPTURED = re.compile(r"/predict(/batch)?|/invocations|/v2/models/.*/infer")
PROBES = re.compile(r"/health.*|/.*z|/ping|/metrics|/v2/health/.*")
QUIET_SECONDS = 0.15
DRAIN_SECONDS = 9.0
LONGEST_FAULT_MS = 8000


def main() -> None:
    begun = time.monotonic()
    try:
        context = read_context()
        service = context.get("service", {})
        model = Model(context.get("model", ""), service)
    except Exception as error:
        print(json.dumps({"level": "error", "message": str(error), "code": getattr(error, "code", "MODEL_BAD")}), flush=True)
        sys.exit(1)
    run = service.get("runId") or context.get("run", {}).get("id")
    server = Server(service, Routes(model, Metrics(model.name, model.version)), context.get("outDir"), run)
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    server.log("info", "listening", port=server.server_address[1], start_ms=round((time.monotonic() - begun) * 1000))
    stopped.wait()
    server.routes.draining = True
    server.log("info", "draining")
    time.sleep(service.get("drainMs", 0) / 1000)
    server.closing = True
    server.drain()
    server.log("info", "stopped")
    os._exit(0)  # taking a large library's objects apart takes longer than the drain


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def __init__(self, service: Dict[str, Any], routes: Routes, out: Optional[str], run: Optional[str]) -> None:
        super().__init__((service.get("host", "127.0.0.1"), service.get("port", 8080)), Handler)
        self.routes = routes
        self.closing = False
        self.heard_at = time.monotonic()
        self.capture = Capture(out) if out else None
        self._constant = {"service": routes.model.name, "model_version": routes.model.version, **({"run_id": run} if run else {})}

    def get_request(self) -> Any:
        connection, address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.heard_at = time.monotonic()
        return connection, address

    def log(self, level: str, message: str, **fields: Any) -> None:
        now = time.time()
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now * 1000) % 1000:03d}Z"
        line = {"time": at, "level": level, "message": message, **self._constant, **fields}
        try:
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        except OSError:
            pass  # nobody reads the log any more: requests are answered all the same

    def drain(self) -> None:
        """Lets every request that came through the door be answered; a connection that stays silent is taken for idle."""
        self.shutdown()
        end = time.monotonic() + DRAIN_SECONDS
        while time.monotonic() < end and (self.routes.metrics.in_flight or time.monotonic() - self.heard_at < QUIET_SECONDS):
            time.sleep(0.01)
        self.server_close()
        if self.capture:
            self.capture.flush()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: Server

    def do_GET(self) -> None:
        self.exchange("GET")

    def do_POST(self) -> None:
        self.exchange("POST")

    def exchange(self, method: str) -> None:
        server, begun = self.server, time.perf_counter()
        metrics = server.routes.metrics
        metrics.begin()
        server.heard_at = time.monotonic()
        request = Request(method, self.path.split("?")[0], b"", self.headers, self.request_id())
        error: Optional[Dict[str, Any]] = None
        time.sleep(self.fault_seconds(request.id))
        try:
            request.body = self.read_body(BODY_BYTES * (8 if WIDE.fullmatch(request.path) else 1))
            reply = server.routes.answer(request)
        except LabError as known:
            refusal = known if isinstance(known, Refusal) else Refusal(400, known.code, **known.data)
            error = refusal.body()
            reply = Reply({"error": error["message"] if re.match(r"/v2(/|$)", request.path) else error}, refusal.status)
        except Exception as failure:
            refusal = Refusal(500, "PREDICTION_FAILED", reason=str(failure))
            error = refusal.body()
            reply = Reply({"error": error}, 500)
        try:
            self.send(reply, request.id)
        except OSError:
            self.close_connection = True
        seconds = time.perf_counter() - begun
        metrics.request(method, request.route, reply.status, seconds)
        self.tell(request, reply.status, seconds, error)

    def tell(self, request: Request, status: int, seconds: float, error: Optional[Dict[str, Any]]) -> None:
        if status < 400 and PROBES.fullmatch(request.path):
            return
        server, ms = self.server, round(seconds * 1000, 3)
        fields = {"request_id": request.id, "method": request.method, "route": request.route, "status": status, "ms": ms}
        trace = re.match(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-", str(self.headers.get("traceparent") or ""))
        more = {"trace_id": trace[1], "parent_id": trace[2]} if trace else {}
        server.log("error" if status >= 500 else "info", "request", **fields, **more, **({"error": error} if error else {}))
        if not CAPTURED.fullmatch(request.path):
            return
        rows, predictions = request.exchange or ([], [])
        server.routes.metrics.inference(status, len(rows))
        if server.capture:
            head = {"t": int(time.time() * 1000), "id": request.id, "route": request.route, "status": status, "ms": ms}
            server.capture.add(head, rows, predictions, error)

    def send(self, reply: Reply, request_id: str) -> None:
        body = reply.body if isinstance(reply.body, (bytes, str)) else json.dumps(reply.body, ensure_ascii=False)
        content = body.encode() if isinstance(body, str) else body
        self.send_response_only(reply.status)
        close = {"connection": "close"} if self.server.closing or self.close_connection else {}
        for name, value in {"content-type": reply.kind, "content-length": str(len(content)), "x-request-id": request_id, **reply.headers, **close}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def read_body(self, limit: int) -> bytes:
        if "chunked" in str(self.headers.get("transfer-encoding") or "").lower():
            return self.read_chunks(limit)
        given = str(self.headers.get("content-length") or "0")
        length = int(given) if given.isdigit() else limit + 1
        if length > limit:
            self.close_connection = True
            raise Refusal(413, "BODY_LARGE", limit=limit)
        body = self.rfile.read(length)
        if self.headers.get("content-encoding") == "gzip":
            import zlib

            opened = zlib.decompressobj(31)
            try:
                body = opened.decompress(body, limit)
            except zlib.error:
                raise Refusal(400, "BODY_NOT_JSON") from None
            if opened.unconsumed_tail:
                raise Refusal(413, "BODY_LARGE", limit=limit)
        return body

    def read_chunks(self, limit: int) -> bytes:
        body = b""
        while True:
            size = self.rfile.readline(32).split(b";")[0].strip()
            if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size) or len(body) + int(size, 16) > limit:
                self.close_connection = True
                raise Refusal(413, "BODY_LARGE", limit=limit)
            body += self.rfile.read(int(size, 16))
            self.rfile.readline(4)
            if int(size, 16) == 0:
                return body

    def request_id(self) -> str:
        given = str(self.headers.get("x-request-id") or "")
        if re.fullmatch(r"[\w.:/+=-]{1,128}", given, re.ASCII):
            return given
        trace = re.match(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-", str(self.headers.get("traceparent") or ""))
        return trace[1] if trace else str(uuid.uuid4())

    def fault_seconds(self, request_id: str) -> float:
        """The latency fault of the simulator: its own ids alone are heard, and only where the lab captures requests."""
        asked = str(self.headers.get("x-bancada-fault-ms") or "")
        if not self.server.capture or not request_id.startswith("sim-") or not asked.isdigit():
            return 0.0
        return min(int(asked), LONGEST_FAULT_MS) / 1000

    def log_message(self, *_: Any) -> None:
        pass
