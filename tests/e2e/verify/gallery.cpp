#include "e2e/verify/gallery.h"

#include <utility>

namespace tally::e2e {

using testing_support::RawServer;

RawServer::Script answers(std::string bytes) {
    return [bytes = std::move(bytes)](RawServer::Peer& peer) {
        while (!peer.read_request().empty()) {
            if (!peer.send(bytes)) return;
        }
    };
}

RawServer::Script answers_and_closes(std::string bytes) {
    return [bytes = std::move(bytes)](RawServer::Peer& peer) {
        if (!peer.read_request().empty()) peer.send(bytes);
    };
}

std::string response(const std::string& status, const std::string& headers, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

std::string json_response(const std::string& body, const std::string& status) {
    return response(status, "Content-Type: application/json\r\n", body);
}

const char* const kOrder =
    R"({"id":42,"status":"open","total":19.99,"currency":"EUR","placed":"2021-09-01",)"
    R"("customer":{"name":"Ada","email":"ada@example.org"},"lines":[{"sku":"A-1","count":2}]})";

std::string interaction_with(const std::string& response) {
    return R"({ "type": "Synchronous/HTTP", "description": "get an order", "key": "o42",
      "request": { "method": "GET", "path": "/orders/42", "headers": { "Accept": ["application/json"] } },
      "response": )" +
           response + " }";
}

std::string order_interaction(const std::string& members) {
    return R"({ "type": "Synchronous/HTTP", "description": "get an order", "key": "o42",)" + members + R"(
      "request": { "method": "GET", "path": "/orders/42", "headers": { "Accept": ["application/json"] } },
      "response": { "status": 200, "headers": { "Content-Type": ["application/json"] },
        "body": { "contentType": "application/json", "encoded": false, "content": {
          "id": 42, "status": "open", "total": 19.99, "currency": "EUR", "placed": "2021-09-01",
          "customer": { "name": "Ada", "email": "ada@example.org" }, "lines": [ { "sku": "A-1", "count": 2 } ] } },
        "matchingRules": { "body": {
          "$.id": { "matchers": [ { "match": "integer" } ] },
          "$.status": { "matchers": [ { "match": "regex", "regex": "open|paid|sent" } ] },
          "$.total": { "matchers": [ { "match": "decimal" } ] },
          "$.currency": { "matchers": [ { "match": "type" } ] },
          "$.placed": { "matchers": [ { "match": "date", "format": "yyyy-MM-dd" } ] },
          "$.customer.name": { "matchers": [ { "match": "type" } ] },
          "$.customer.email": { "matchers": [ { "match": "type" } ] },
          "$.lines": { "matchers": [ { "match": "type", "min": 1 } ] },
          "$.lines[*].sku": { "matchers": [ { "match": "type" } ] },
          "$.lines[*].count": { "matchers": [ { "match": "integer" } ] } } } } })";
}

}  // namespace tally::e2e
