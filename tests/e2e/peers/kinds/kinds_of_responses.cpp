// Statuses, headers and bodies of responses.
#include "e2e/peers/kinds/kind.h"
#include "tally/matchers.h"
#include "tally/xml.h"

namespace tally::kinds {

using namespace tally::matchers;

namespace {

constexpr auto v2 = Specification::v2;
constexpr auto v3 = Specification::v3;
constexpr auto v4 = Specification::v4;

struct ResponseRow {
    const char* name;
    Specification since;
    std::function<void(ExpectedRequest request)> respond;
    http::Response honest;
    http::Response broken;
    const char* at;
    const char* peer_fault = "";
};

HttpKind kind_of(ResponseRow row) {
    HttpKind kind;
    kind.name = row.name;
    kind.since = row.since;
    kind.peer_fault = row.peer_fault;
    kind.answers[""] = {std::move(row.honest), std::move(row.broken), row.at};
    kind.write = [respond = std::move(row.respond)](Interaction& interaction, const std::string& path) {
        respond(interaction.with_request("GET", path));
    };
    return kind;
}

http::Response with_status(int status) {
    return {status, {}, ""};
}
http::Response with_headers(http::Headers headers) {
    return {200, std::move(headers), ""};
}

std::vector<ResponseRow> of_heads() {
    const auto header = [](const char* name, Value value) {
        return [=](ExpectedRequest request) { request.will_respond_with(200).header(name, value); };
    };
    return {
        {"status", v2, [](ExpectedRequest request) { request.will_respond_with(404); }, with_status(404),
         with_status(400), "StatusMismatch"},
        {"any-status", v4,
         [](ExpectedRequest request) { request.will_respond_with(any_status(StatusClass::client_error, 404)); },
         with_status(410), with_status(500), "StatusMismatch"},
        {"one-status-of", v4, [](ExpectedRequest request) { request.will_respond_with(one_status_of({200, 202})); },
         with_status(202), with_status(201), "StatusMismatch"},
        {"header", v2, header("X-Colour", "red"), with_headers({{"X-Colour", "red"}, {"X-More", "1"}}),
         with_headers({{"X-Colour", "blue"}}), "X-Colour"},
        {"header-regex", v2, header("X-Colour", regex("[a-z]+", "red")), with_headers({{"X-Colour", "blue"}}),
         with_headers({{"X-Colour", "7"}}), "X-Colour"},
        {"header-like", v2, header("X-Colour", like("red")), with_headers({{"X-Colour", "7"}}), with_headers({}),
         "X-Colour"},
        {"header-of-several", v2, header("Vary", array({"Accept", "Origin"})), with_headers({{"Vary", "Accept, Origin"}}),
         with_headers({{"Vary", "Accept"}}), "Vary"},
        {"header-lines", v4, header("X-Tag", array({"a", "b"})), with_headers({{"X-Tag", "a"}, {"X-Tag", "b"}}),
         with_headers({{"X-Tag", "a"}, {"X-Tag", "c"}}), "X-Tag"},
        {"header-each-like", v3, header("X-Tag", each_like(regex("[a-z]", "a"))),
         with_headers({{"X-Tag", "b"}, {"X-Tag", "c"}}), with_headers({{"X-Tag", "b"}, {"X-Tag", "7"}}), "X-Tag"},
        {"header-with-commas", v2, header("Last-Modified", "Fri, 27 Nov 2026 03:33:15 GMT"),
         with_headers({{"Last-Modified", "Fri, 27 Nov 2026 03:33:15 GMT"}}),
         with_headers({{"Last-Modified", "Sat, 28 Nov 2026 03:33:15 GMT"}}), "Last-Modified"},
        {"header-regex-with-commas", v2, header("X-Range", regex("\\d+(, \\d+)*", "1, 2")), with_headers({{"X-Range", "3, 4, 5"}}),
         with_headers({{"X-Range", "3; 4"}}), "X-Range"},
        {"header-of-letter-case", v2, header("x-colour", "red"), with_headers({{"X-COLOUR", "red"}}),
         with_headers({{"X-COLOUR", "blue"}}), "x-colour"},
        {"header-cookies", v4, header("Set-Cookie", array({"a=1; Path=/", "b=2"})),
         with_headers({{"Set-Cookie", "a=1; Path=/"}, {"Set-Cookie", "b=2"}}),
         with_headers({{"Set-Cookie", "a=1; Path=/"}, {"Set-Cookie", "b=3"}}), "Set-Cookie"},
        {"header-from-state", v3, header("Location", from_provider_state("/orders/${id}", "/orders/10")),
         with_headers({{"Location", "/orders/11"}}), with_headers({}), "Location"},
        {"no-content", v2, [](ExpectedRequest request) { request.will_respond_with(204); }, with_status(204), with_status(200),
         "StatusMismatch"},
        {"header-include", v3, header("Location", include("/orders/")),
         with_headers({{"Location", "https://shop.example/orders/7"}}), with_headers({{"Location", "/products/7"}}),
         "Location"},
        {"header-integer", v3, header("X-Count", integer(3)), with_headers({{"X-Count", "12"}}),
         with_headers({{"X-Count", "many"}}), "X-Count"},
        {"header-date", v3, header("X-Day", date("yyyy-MM-dd", "2024-02-29")), with_headers({{"X-Day", "2023-12-31"}}),
         with_headers({{"X-Day", "today"}}), "X-Day"},
    };
}

std::vector<ResponseRow> of_texts() {
    const std::string png = std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0", 29);
    const std::string gif = "GIF89a\x01";
    return {
        {"text", v2, [](ExpectedRequest request) { request.will_respond_with(200).text_body("3 items"); },
         response_with("3 items", "text/plain"), response_with("4 items", "text/plain"), "$"},
        {"text-regex", v2,
         [](ExpectedRequest request) {
             request.will_respond_with(200).text_body(regex("[0-9]+ items", "3 items"));
         },
         response_with("14 items", "text/plain"), response_with("no items", "text/plain"), "$"},
        {"text-generated", v3,
         [](ExpectedRequest request) { request.will_respond_with(200).text_body(uuid()); },
         response_with("00000000-9abd-4d9d-80c7-02af85c822a8", "text/plain"), response_with("x", "text/plain"), "$"},
        {"text-of-a-type", v2,
         [](ExpectedRequest request) { request.will_respond_with(200).text_body("a;b", "text/csv"); },
         response_with("a;b", "text/csv"), response_with("a;c", "text/csv"), "$"},
        {"text-include", v3,
         [](ExpectedRequest request) { request.will_respond_with(200).text_body(include("items", "3 items")); },
         response_with("more items here", "text/plain"), response_with("nothing", "text/plain"), "$"},
        {"bytes", v2,
         [](ExpectedRequest request) {
             request.will_respond_with(200).body(std::string("\0\1\xff", 3), "application/octet-stream");
         },
         response_with(std::string("\0\1\xff", 3), "application/octet-stream"),
         response_with(std::string("\0\2\xff", 3), "application/octet-stream"), "$"},
        {"content-of-type", v3,
         [=](ExpectedRequest request) { request.will_respond_with(200).body_of_type(png, "image/png"); },
         response_with(png + "more", "image/png"), response_with(gif, "image/png"), "$"},
        {"empty-body", v2, [](ExpectedRequest request) { request.will_respond_with(200).empty_body(); },
         with_status(200), response_with("something", "text/plain"), "/"},
        {"any-body", v2, [](ExpectedRequest request) { request.will_respond_with(200); },
         response_with("something", "text/plain"), with_status(500), "StatusMismatch"},
        {"type-with-charset", v2,
         [](ExpectedRequest request) {
             request.will_respond_with(200).header("Content-Type", "application/json; charset=utf-8").json_body({{"a", 1}});
         },
         response_with("{\"a\":1}", "application/json;charset=UTF-8"), response_with("{\"a\":2}", "application/json;charset=UTF-8"),
         "$.a"},
        {"json-of-a-type", v2,
         [](ExpectedRequest request) {
             request.will_respond_with(200).header("Content-Type", "application/hal+json").json_body({{"a", like(1)}});
         },
         response_with("{\"a\":5}", "application/hal+json"), response_with("{\"a\":\"x\"}", "application/hal+json"), "$.a"},
        {"json-text", v2, [](ExpectedRequest request) { request.will_respond_with(200).json_body(like("a")); },
         json_response("\"b\""), json_response("1"), "$"},
        {"json-list", v2, [](ExpectedRequest request) { request.will_respond_with(200).json_body(each_like(like(1))); },
         json_response("[2,3]"), json_response("[2,\"x\"]"), "$[1]"},
        {"json-null", v2, [](ExpectedRequest request) { request.will_respond_with(200).json_body(nullptr); },
         json_response("null"), json_response("1"), "/", "it expects nothing at all where a body is the JSON null"},
        {"form", v2,
         [](ExpectedRequest request) {
             request.will_respond_with(200).form_body({{"a", "x y"}, {"b", array({"1", "2"})}});
         },
         response_with("a=x+y&b=1&b=2", "application/x-www-form-urlencoded"),
         response_with("a=x+y&b=1&b=3", "application/x-www-form-urlencoded"), "$.b"},
        {"form-names", v3,
         [](ExpectedRequest request) {
             request.will_respond_with(200).form_body({{"a[b]", integer(1)}, {"c.d", regex("[a-z]+", "x")}});
         },
         response_with("a%5Bb%5D=5&c.d=y", "application/x-www-form-urlencoded"),
         response_with("a%5Bb%5D=5&c.d=7", "application/x-www-form-urlencoded"), "$.c.d"},
        {"form-matchers", v3,
         [](ExpectedRequest request) {
             request.will_respond_with(200).form_body({{"a", regex("[a-z]+", "x")}, {"b", each_like(integer(1))}});
         },
         response_with("a=yy&b=5&b=6&b=7", "application/x-www-form-urlencoded"),
         response_with("a=yy&b=5&b=x", "application/x-www-form-urlencoded"), "$.b"},
    };
}

http::Response xml(const std::string& text) {
    return response_with(text, "application/xml");
}

std::vector<ResponseRow> of_xml() {
    const auto body = [](XmlElement root) {
        return [=](ExpectedRequest request) { request.will_respond_with(200).xml_body(root); };
    };
    return {
        {"xml", v2, body(element("order", {{"id", "1"}}, {element("item", {}, {"Lamp"})})),
         xml("<order id='1'>\n<item>Lamp</item></order>"), xml("<order id='1'><item>Desk</item></order>"),
         "$.order.item['#text']"},
        {"xml-attribute", v3, body(element("order", {{"id", integer(1)}})), xml("<order id='22'/>"),
         xml("<order id='x'/>"), "$.order['@id']"},
        {"xml-text", v3, body(element("order", {}, {element("item", {}, {regex("[A-Z]\\w+", "Lamp")})})),
         xml("<order><item>Desk</item></order>"), xml("<order><item>desk</item></order>"), "$.order.item['#text']"},
        {"xml-each-like", v3,
         body(element("order", {}, {each_like(element("item", {{"n", integer(1)}}, {like("Lamp")}))})),
         xml("<order><item n='2'>Desk</item><item n='3'>Chair</item></order>"),
         xml("<order><item n='2'>Desk</item><item n='x'>Chair</item></order>"), "$.order.item['@n']"},
        {"xml-like", v3, body(element("order", {}, {element("n", {}, {like(1)}), element("m", {}, {"fixed"})})),
         xml("<order><n>22</n><m>fixed</m></order>"), xml("<order><n>22</n><m>other</m></order>"), "$.order.m['#text']"},
        {"xml-each-like-nested", v3,
         body(element("orders", {}, {each_like(element("order", {}, {each_like(element("item", {}, {regex("\\d+", "1")})),
                                                                     element("note", {}, {like("x")})}))})),
         xml("<orders><order><item>2</item><item>3</item><note>a</note></order><order><item>4</item><note>b</note></order></orders>"),
         xml("<orders><order><item>2</item><item>x</item><note>a</note></order></orders>"), "$.orders.order.item['#text']"},
        {"xml-escapes", v2, body(element("order", {{"a", "<&'\""}}, {"x < y & z"})),
         xml("<order a='&lt;&amp;&apos;&quot;'>x &lt; y &amp; z</order>"), xml("<order a='&lt;&amp;&apos;&quot;'>x</order>"),
         "$.order['#text']"},
        {"xml-date", v3, body(element("order", {{"day", date("yyyy-MM-dd", "2024-02-29")}})), xml("<order day='2023-12-31'/>"),
         xml("<order day='x'/>"), "$.order['@day']"},
        {"xml-of-one-name", v3,
         body(element("order", {}, {element("item", {}, {integer(1)}), element("item", {}, {integer(2)})})),
         xml("<order><item>5</item><item>6</item></order>"), xml("<order><item>5</item><item>x</item></order>"),
         "$.order.item['#text']"},
        {"xml-namespace", v3,
         body(element("o:order", {{"xmlns:o", "urn:orders"}}, {element("o:item", {{"n", integer(1)}})})),
         xml("<p:order xmlns:p='urn:orders'><p:item n='5'/></p:order>"),
         xml("<p:order xmlns:p='urn:orders'><p:item n='x'/></p:order>"), "$['urn:orders:order']['urn:orders:item']['@n']"},
    };
}

http::Response multipart(const std::string& field, const std::string& file) {
    return response_with("--b0undary\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n" + field +
                             "\r\n--b0undary\r\nContent-Disposition: form-data; name=\"data\"; filename=\"d.json\"\r\n"
                             "Content-Type: application/json\r\n\r\n" +
                             file + "\r\n--b0undary--\r\n",
                         "multipart/form-data; boundary=b0undary");
}

std::vector<ResponseRow> of_multiparts() {
    return {
        {"multipart", v2,
         [](ExpectedRequest request) {
             request.will_respond_with(200).multipart_body(
                 {MultipartPart::field("kind", "desk"),
                  MultipartPart::file("data", "d.json", "application/json", {{"n", 1}})});
         },
         multipart("desk", "{\"n\":1}"), multipart("chair", "{\"n\":1}"), "$.kind"},
        {"multipart-picture", v3,
         [](ExpectedRequest request) {
             request.will_respond_with(200).multipart_body({MultipartPart::file(
                 "pic", "p.bin", "application/octet-stream", "\x01\x02\x03")});
         },
         response_with("--b0\r\nContent-Disposition: form-data; name=\"pic\"; filename=\"p.bin\"\r\nContent-Type: "
                       "application/octet-stream\r\n\r\n\x01\x02\x03\r\n--b0--\r\n",
                       "multipart/form-data; boundary=b0"),
         response_with("--b0\r\nContent-Disposition: form-data; name=\"pic\"; filename=\"p.bin\"\r\nContent-Type: "
                       "application/octet-stream\r\n\r\n\x01\x02\x04\r\n--b0--\r\n",
                       "multipart/form-data; boundary=b0"),
         "$"},
        {"multipart-list", v3,
         [](ExpectedRequest request) {
             request.will_respond_with(200).multipart_body(
                 {MultipartPart::field("kind", "desk"),
                  MultipartPart::file("data", "d.json", "application/json", {{"l", each_like({{"n", integer(1)}})}})});
         },
         multipart("desk", R"({"l":[{"n":5},{"n":6}]})"), multipart("desk", R"({"l":[{"n":5},{"n":"x"}]})"), "$.l[1].n"},
        {"multipart-matchers", v3,
         [](ExpectedRequest request) {
             request.will_respond_with(200).multipart_body(
                 {MultipartPart::field("kind", regex("[a-z]+", "desk")),
                  MultipartPart::file("data", "d.json", "application/json", {{"n", integer(1)}})});
         },
         multipart("chair", "{\"n\":5}"), multipart("chair", "{\"n\":\"x\"}"), "$.n"},
    };
}

}  // namespace

http::Response response_with(std::string body, const std::string& content_type) {
    return {200, {{"Content-Type", content_type}}, std::move(body)};
}

http::Response json_response(std::string body) {
    return response_with(std::move(body), "application/json");
}

std::vector<HttpKind> kinds_of_responses() {
    std::vector<HttpKind> kinds;
    for (const auto& rows : {of_heads(), of_texts(), of_xml(), of_multiparts()}) {
        for (const ResponseRow& row : rows) kinds.push_back(kind_of(row));
    }
    return kinds;
}

}  // namespace tally::kinds
