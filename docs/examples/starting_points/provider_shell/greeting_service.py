#!/usr/bin/env python3
"""Stands for your service, in whatever language: put that in its place.

It greets by the time of day that it finds in the file of its argument, which states.sh writes.
"""

import http.server
import json
import sys
import urllib.parse


def time_of_day():
    try:
        with open(sys.argv[1]) as file:
            return file.read().strip()
    except OSError:
        return "evening"


class Greeter(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        name = urllib.parse.parse_qs(url.query).get("name")
        if url.path != "/greeting":
            self.answer(404, {"error": "not found"})
        elif not name:
            self.answer(400, {"error": "whom to greet?"})
        else:
            self.answer(200, {"text": "Good " + time_of_day() + ", " + name[0]})

    def answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Greeter)
print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
