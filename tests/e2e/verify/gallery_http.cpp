// What comes over the connection is unusual HTTP, broken HTTP, or none.
#include "e2e/verify/gallery.h"

namespace tally::e2e {

namespace {

using testing_support::RawServer;

const std::string kJson = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
// {"id":11} and nothing else would do; the whole order, compressed, would not be readable here.
const std::string kSmall =
    interaction_with(R"({ "status": 200, "headers": { "Content-Type": ["application/json"] },
        "body": { "contentType": "application/json", "encoded": false,
          "content": { "id": 11, "name": "lamp", "price": 19.99 } } })");
const std::string kCompressed(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xab\x56\xca\x4c\x51\xb2\x32\x34\xd4\x51\xca\x4b\xcc\x4d\x55\xb2"
    "\x52\xca"
    "\x49\xcc\x2d\x50\xd2\x51\x2a\x28\xca\x4c\x06\x72\x0d\x2d\xf5\x2c\x2d\x6b\x01\x9a\xdb\xf1\x23\x25\x00\x00"
    "\x00",
    55);

std::string with_length(const std::string& headers, const std::string& body) {
    return kJson + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}
std::string chunked(const std::string& chunks) {
    return kJson + "Transfer-Encoding: chunked\r\n\r\n" + chunks;
}
std::string order_of_chunks() {
    const std::string order = kOrder;
    std::string chunks;
    for (std::size_t i = 0; i < order.size(); i += 10) {
        const std::string piece = order.substr(i, 10);
        chunks += (piece.size() == 10 ? "a" : std::to_string(piece.size())) + "\r\n" + piece + "\r\n";
    }
    return chunks + "0\r\n\r\n";
}

// Reads a request, then does something with the connection.
Provider after_request(const char* name, const RawServer::Script& script,
                       std::vector<std::string> arguments = {}) {
    return {name,
            [script](RawServer::Peer& peer) {
                peer.read_request();
                script(peer);
            },
            order_interaction(), std::move(arguments)};
}

const std::string kTwoInteractions =
    order_interaction() + ",\n    " +
    R"({ "type": "Synchronous/HTTP", "description": "get another order", "key": "o43",
      "request": { "method": "GET", "path": "/orders/43" }, "response": { "status": 200 } })";

}  // namespace

std::vector<Provider> providers_of_broken_http() {
    return {
        {"chunked", answers(chunked(order_of_chunks())), order_interaction()},
        {"http_1_0",
         answers_and_closes("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" +
                            std::string(kOrder)),
         order_interaction()},
        {"compressed", answers(with_length("Content-Encoding: gzip\r\n", kCompressed)), kSmall},
        {"compressed_and_cut_off",
         answers(with_length("Content-Encoding: gzip\r\n", kCompressed.substr(0, 30))), kSmall},
        {"said_to_be_compressed", answers(with_length("Content-Encoding: gzip\r\n", kOrder)),
         order_interaction()},
        {"compressed_in_an_unknown_way",
         answers(with_length("Content-Encoding: zstd\r\n", "(\xb5/\xfd\x04\x00garbage")),
         order_interaction()},
        {"closes_after_each_answer", answers_and_closes(with_length("Connection: close\r\n", kOrder)),
         kTwoInteractions},
        // On one connection: nothing is ever sent again that a provider may have seen
        {"closes_at_the_second_request",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.send(json_response(kOrder));
             peer.read_request();
         },
         kTwoInteractions},
        {"keeps_open_what_it_said_to_close",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.send(with_length("Connection: close\r\n", kOrder));
             peer.wait_for_close();
         },
         order_interaction()},
        {"continues_first", answers("HTTP/1.1 100 Continue\r\n\r\n" + json_response(kOrder)),
         order_interaction()},
        {"more_than_its_length", answers_and_closes(json_response(kOrder) + "garbage after the end"),
         order_interaction()},
        after_request("never_answers", [](RawServer::Peer& peer) { peer.wait_for_close(); },
                      {"--request-timeout", "200"}),
        after_request("drips",
                      [](RawServer::Peer& peer) {
                          peer.send("HTTP/1.1 200 OK\r\nX-Slow: ");
                          peer.drip_until_closed("x", std::chrono::milliseconds(20));
                      },
                      {"--request-timeout", "300"}),
        after_request("stops_in_the_body",
                      [](RawServer::Peer& peer) {
                          peer.send(kJson + "Content-Length: 500\r\n\r\n{\"id\":42,");
                          peer.wait_for_close();
                      },
                      {"--request-timeout", "200"}),
        {"closes_at_once", [](RawServer::Peer&) {}, order_interaction()},
        after_request("closes_after_the_request", [](RawServer::Peer&) {}),
        after_request("closes_in_the_head",
                      [](RawServer::Peer& peer) { peer.send("HTTP/1.1 200 OK\r\nContent-Ty"); }),
        after_request(
            "closes_in_the_body",
            [](RawServer::Peer& peer) { peer.send(kJson + "Content-Length: 500\r\n\r\n{\"id\":42,"); }),
        after_request("closes_between_chunks",
                      [](RawServer::Peer& peer) { peer.send(chunked("9\r\n{\"id\":42,\r\n")); }),
        after_request("resets", [](RawServer::Peer& peer) { peer.reset(); }),
        after_request("not_http", [](RawServer::Peer& peer) { peer.send("220 mail.example ESMTP\r\n\r\n"); }),
        after_request("http_0_9", [](RawServer::Peer& peer) { peer.send("<html>order 42</html>\r\n\r\n"); }),
        after_request(
            "tls_where_none_is_expected",
            [](RawServer::Peer& peer) { peer.send(std::string("\x15\x03\x03\x00\x02\x02\x16", 7)); }),
        after_request("chunk_without_a_size",
                      [](RawServer::Peer& peer) {
                          peer.send(chunked("xyz\r\n" + std::string(kOrder) + "\r\n0\r\n\r\n"));
                      }),
        after_request("chunk_of_another_size",
                      [](RawServer::Peer& peer) {
                          peer.send(chunked("5\r\n" + std::string(kOrder) + "\r\n0\r\n\r\n"));
                      }),
        after_request("two_lengths",
                      [](RawServer::Peer& peer) {
                          peer.send(kJson + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ");
                      }),
        after_request("length_that_is_no_number",
                      [](RawServer::Peer& peer) { peer.send(kJson + "Content-Length: many\r\n\r\n{}"); }),
        after_request("header_without_a_colon",
                      [](RawServer::Peer& peer) { peer.send(kJson + "X Broken Header\r\n\r\n{}"); }),
        after_request("too_many_headers",
                      [](RawServer::Peer& peer) {
                          std::string headers;
                          for (int i = 0; i < 200; ++i) headers += "X-" + std::to_string(i) + ": 1\r\n";
                          peer.send(with_length(headers, kOrder));
                      }),
        after_request("overlong_head",
                      [](RawServer::Peer& peer) {
                          peer.send(kJson + "X-Long: ");
                          peer.send_until_closed(std::string(100000, 'x'));
                      }),
        after_request("huge_body",
                      [](RawServer::Peer& peer) {
                          peer.send(kJson + "Content-Length: 1000000000\r\n\r\n");
                          peer.send_until_closed(std::string(1u << 20, ' '));
                      }),
        after_request("body_without_end",
                      [](RawServer::Peer& peer) {
                          peer.send(chunked(""));
                          peer.send_until_closed("100000\r\n" + std::string(1u << 20, ' ') + "\r\n");
                      },
                      {"--max-response-size", "1"}),
    };
}

}  // namespace tally::e2e
