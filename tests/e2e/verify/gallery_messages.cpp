// Providers of messages, which are asked for by POST with their description.
#include "base/encoding.h"
#include "e2e/verify/gallery.h"

namespace tally::e2e {

namespace {

const std::string kMessage =
    R"({ "type": "Asynchronous/Messages", "description": "an order was placed", "key": "placed",
      "contents": { "contentType": "application/json", "encoded": false, "content": { "id": 42, "total": 19.99 } },
      "metadata": { "topic": "orders" },
      "matchingRules": { "body": { "$.total": { "combine": "AND", "matchers": [ { "match": "decimal" } ] } } } })";

std::string message(const std::string& body, const std::string& metadata) {
    return response(
        "200 OK",
        "Content-Type: application/json\r\nPact-Message-Metadata: " + encoding::base64(metadata) + "\r\n",
        body);
}

constexpr const char* kGoodBody = R"({"id":42,"total":19.99})";

}  // namespace

std::vector<Provider> providers_of_messages() {
    return {
        {"message", answers(message(kGoodBody, R"({"topic":"orders"})")), kMessage},
        {"no_such_message",
         answers(json_response(R"({"error":"no message 'an order was placed'"})", "404 Not Found")),
         kMessage},
        {"message_with_other_metadata", answers(message(kGoodBody, R"({"topic":"invoices"})")), kMessage},
        {"message_without_metadata", answers(json_response(kGoodBody)), kMessage},
        {"message_with_other_content",
         answers(message(R"({"id":42,"total":"19.99"})", R"({"topic":"orders"})")), kMessage},
        {"message_that_is_empty", answers(message("", R"({"topic":"orders"})")), kMessage},
    };
}

}  // namespace tally::e2e
