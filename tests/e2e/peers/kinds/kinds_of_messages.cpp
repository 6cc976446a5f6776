// Messages that the provider sends, and synchronous ones that it answers.
#include "base/encoding.h"
#include "e2e/peers/kinds/kind.h"
#include "tally/matchers.h"
#include "tally/xml.h"

namespace tally::kinds {

using namespace tally::matchers;

namespace {

constexpr auto v3 = Specification::v3;
constexpr auto v4 = Specification::v4;
constexpr const char* kJson = "application/json";

Answer json_answer(const std::string& honest, const std::string& broken, const std::string& at) {
    return {message_response(honest, kJson), message_response(broken, kJson), at};
}

MessageKind kind_of(const char* name, Specification since, std::map<std::string, Answer> answers,
                    std::function<void(AsynchronousMessage&)> write) {
    MessageKind kind;
    kind.name = name;
    kind.since = since;
    kind.answers = std::move(answers);
    kind.write = std::move(write);
    return kind;
}

MessageKind with_metadata(const char* name, Specification since, Value value, const char* honest, const char* broken) {
    const auto answer = [](const std::string& metadata) {
        return message_response("{}", kJson, "{\"topic\":" + metadata + "}");
    };
    return kind_of(name, since, {{"", {answer(honest), answer(broken), "topic"}}},
                   [=](AsynchronousMessage& message) {
                       message.with_message().metadata("topic", value).json_body(object({}));
                   });
}

}  // namespace

http::Response message_response(std::string contents, const std::string& content_type, const std::string& metadata) {
    http::Response response = response_with(std::move(contents), content_type);
    response.headers.add("Pact-Message-Metadata", encoding::base64(metadata));
    return response;
}

std::vector<MessageKind> kinds_of_messages() {
    return {
        kind_of("message-json", v3, {{"", json_answer(R"({"id":5})", R"({"id":"x"})", "$.id")}},
                [](AsynchronousMessage& message) { message.with_message().json_body({{"id", integer(1)}}); }),
        kind_of("message-generated", v3, {{"", json_answer(R"({"day":"2023-12-31"})", R"({"day":"x"})", "$.day")}},
                [](AsynchronousMessage& message) { message.with_message().json_body({{"day", date("yyyy-MM-dd")}}); }),
        kind_of("message-text", v3,
                {{"", {message_response("14 items", "text/plain"), message_response("no items", "text/plain"), "$"}}},
                [](AsynchronousMessage& message) {
                    message.with_message().text_body(regex("\\d+ items", "3 items"));
                }),
        kind_of("message-bytes", v3,
                {{"",
                  {message_response(std::string("\0\1\xff", 3), "application/octet-stream"),
                   message_response(std::string("\0\2\xff", 3), "application/octet-stream"), "$"}}},
                [](AsynchronousMessage& message) {
                    message.with_message().body(std::string("\0\1\xff", 3), "application/octet-stream");
                }),
        kind_of("message-xml", v3,
                {{"",
                  {message_response("<order id='22'/>", "application/xml"),
                   message_response("<order id='x'/>", "application/xml"), "$.order['@id']"}}},
                [](AsynchronousMessage& message) {
                    message.with_message().xml_body(element("order", {{"id", integer(1)}}));
                }),
        with_metadata("metadata", v3, "orders", R"("orders")", R"("prices")"),
        with_metadata("metadata-regex", v3, regex("[a-z]+", "orders"), R"("prices")", R"("7")"),
        with_metadata("metadata-number", v3, 7, "7", "8"),
        with_metadata("metadata-object", v3, {{"name", "orders"}}, R"({"name":"orders"})", R"({"name":"prices"})"),
        with_metadata("metadata-like", v3, like(7), "8", R"("x")"),
        with_metadata("metadata-object-like", v3, like({{"name", "orders"}}), R"({"name":"prices"})", R"("orders")"),
        kind_of("metadata-names", v3,
                {{"",
                  {message_response("{}", kJson, R"({"routing key":"a","x.order-id":5,"kafka_key":"b"})"),
                   message_response("{}", kJson, R"({"routing key":"a","x.order-id":"x","kafka_key":"b"})"), "x.order-id"}}},
                [](AsynchronousMessage& message) {
                    message.with_message()
                        .metadata("routing key", like("x"))
                        .metadata("x.order-id", integer(1))
                        .metadata("kafka_key", like("x"))
                        .json_body(object({}));
                }),
        with_metadata("metadata-generated", v3, uuid(), R"("00000000-9abd-4d9d-80c7-02af85c822a8")", R"("x")"),
        kind_of("metadata-optional", v3,
                {{"", {message_response("{}", kJson, R"({"topic":"b"})"), message_response("{}", kJson), "topic"}},
                 {"no topic", {message_response("{}", kJson), message_response("[]", kJson), "$"}}},
                [](AsynchronousMessage& message) {
                    message.with_message().metadata("topic", optional(like("a"), given("no topic"))).json_body(object({}));
                }),
        kind_of("message-list", v3, {{"", json_answer(R"([{"id":5},{"id":6}])", R"([{"id":5},{"id":"x"}])", "$[1].id")}},
                [](AsynchronousMessage& message) { message.with_message().json_body(each_like({{"id", integer(1)}})); }),
        kind_of("message-of-a-type", v3,
                {{"",
                  {message_response(R"({"id":5})", "application/vnd.orders+json"),
                   message_response(R"({"id":"x"})", "application/vnd.orders+json"), "$.id"}}},
                [](AsynchronousMessage& message) {
                    message.with_message()
                        .metadata("contentType", "application/vnd.orders+json")
                        .json_body({{"id", integer(1)}});
                }),
        kind_of("message-state", v3,
                {{R"(an order exists {"id":7})", json_answer(R"({"id":5})", R"({"id":"x"})", "$.id")}},
                [](AsynchronousMessage& message) {
                    message.given("an order exists", {{"id", 7}}).with_message().json_body({{"id", integer(1)}});
                }),
        kind_of("message-optional", v3,
                {{"", json_answer(R"({"a":5,"b":"y"})", R"({"a":5,"b":1})", "$.b")},
                 {"no b", json_answer(R"({"a":5})", R"({"a":"x"})", "$.a")}},
                [](AsynchronousMessage& message) {
                    message.with_message().json_body({{"a", integer(1)}, {"b", optional(like("x"), given("no b"))}});
                }),
        kind_of("message-described", v4, {{"", json_answer(R"({"id":5})", R"({"id":"x"})", "$.id")}},
                [](AsynchronousMessage& message) {
                    message.comment("a line").key("message-key").with_message().json_body({{"id", integer(1)}});
                }),
    };
}

std::vector<ExchangeKind> kinds_of_exchanges() {
    std::vector<ExchangeKind> kinds(3);
    kinds[0].name = "exchange";
    kinds[0].since = v4;
    kinds[0].answers[""] = json_answer(R"({"price":7})", R"({"price":"x"})", "$.price");
    kinds[0].write = [](SynchronousMessage& message) {
        message.with_request().json_body({{"id", integer(1)}}).will_respond_with().json_body({{"price", integer(5)}});
    };
    kinds[0].sent = {R"({"id":22})", kJson, {{"contentType", kJson}}};
    kinds[1].name = "exchange-metadata";
    kinds[1].since = v4;
    kinds[1].answers[""] = {message_response("{}", kJson, R"({"queue":"answers"})"),
                            message_response("{}", kJson, R"({"queue":"7"})"), "queue"};
    kinds[1].write = [](SynchronousMessage& message) {
        message.with_request()
            .metadata("queue", "orders")
            .json_body({{"id", 1}})
            .will_respond_with()
            .metadata("queue", regex("[a-z]+", "prices"))
            .json_body(object({}));
    };
    kinds[1].sent = {R"({"id":1})", kJson, {{"contentType", kJson}, {"queue", "orders"}}};
    kinds[2].name = "exchange-alternatives";
    kinds[2].since = v4;
    kinds[2].answers = {{"", json_answer(R"({"price":7})", R"({"price":"x"})", "$.price")},
                        {"nothing is for sale", json_answer(R"({"price":null})", R"({"price":7})", "$.price")}};
    kinds[2].write = [](SynchronousMessage& message) {
        message.with_request()
            .text_body("price?")
            .will_respond_with()
            .json_body({{"price", nullable(integer(5), given("nothing is for sale"))}});
    };
    kinds[2].sent = {"price?", "text/plain", {{"contentType", "text/plain"}}};
    return kinds;
}

}  // namespace tally::kinds
