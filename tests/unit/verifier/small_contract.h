// Contracts of web-shop with order-api, written where a test wants them.
#pragma once

#include <string>

#include "support/temporary_folder.h"

namespace tally::verifier::testing {

inline std::string contract_of(const std::string& interactions, const std::string& provider = "order-api") {
    return R"({"consumer": {"name": "web-shop"}, "provider": {"name": ")" + provider +
           "\"},\n\"interactions\": [\n" + interactions +
           "\n],\n\"metadata\": {\"pactSpecification\": {\"version\": \"4.0\"}}}";
}

// GET /orders/42, which the state knows by another number.
inline constexpr const char* kOrder = R"({"type": "Synchronous/HTTP", "description": "a request for an order",
    "providerStates": [{"name": "an order exists", "params": {"total": 19.5, "paid": true, "customer": "Ada"}}],
    "request": {"method": "GET", "path": "/orders/1", "generators": {
        "path": {"type": "ProviderState", "expression": "/orders/${id}"}}},
    "response": {"status": 200, "body": {"contentType": "application/json", "content": {"total": 19.5}}}})";

inline constexpr const char* kPlaced = R"({"type": "Asynchronous/Messages", "description": "order placed",
    "contents": {"contentType": "application/json", "content": {"id": 42}},
    "metadata": {"contentType": "application/json", "topic": "orders", "partition": 3}})";

inline constexpr const char* kPrice = R"({"type": "Synchronous/Messages", "description": "price of a product",
    "request": {"contents": {"contentType": "application/json", "content": {"product": 10}}},
    "response": [{"contents": {"contentType": "application/json", "content": {"price": 19.99}}}]})";

}  // namespace tally::verifier::testing
