// Methods, paths, queries, headers and bodies of requests: the consumer's differs from the example where it may, and
// the provider takes nothing but what the verifier should make of the contract.
#include "e2e/peers/kinds/kind.h"
#include "tally/matchers.h"
#include "tally/xml.h"

namespace tally::kinds {

using namespace tally::matchers;

namespace {

constexpr auto v2 = Specification::v2;
constexpr auto v3 = Specification::v3;
constexpr auto v4 = Specification::v4;

struct RequestRow {
    const char* name;
    Specification since;
    std::function<ExpectedRequest(Interaction& interaction, const std::string& path)> request;
    http::Request sent;
    Asked asked;
    const char* peer_fault = "";
};

HttpKind kind_of(RequestRow row) {
    HttpKind kind;
    kind.name = row.name;
    kind.since = row.since;
    kind.peer_fault = row.peer_fault;
    kind.answers[""] = {json_response("{\"ok\":true}"), json_response("{\"ok\":false}"), "$.ok"};
    kind.sent = std::move(row.sent);
    kind.asked = std::move(row.asked);
    kind.write = [request = std::move(row.request)](Interaction& interaction, const std::string& path) {
        request(interaction, path).will_respond_with(200).json_body({{"ok", true}});
    };
    return kind;
}

http::Request get(const std::string& rest, http::Headers headers = {}) {
    return {"GET", rest, std::move(headers), "", ""};
}
http::Request post(std::string body, const std::string& type) {
    return {"POST", "", {{"Content-Type", type}}, std::move(body), ""};
}

std::vector<RequestRow> of_targets() {
    const auto query = [](const char* name, Value value) {
        return [=](Interaction& interaction, const std::string& path) {
            return interaction.with_request("GET", path).query(name, value);
        };
    };
    return {
        {"method", v2,
         [](Interaction& interaction, const std::string& path) { return interaction.with_request("DELETE", path); },
         {"DELETE", "", {}, "", ""},
         {}},
        {"path-regex", v2,
         [](Interaction& interaction, const std::string& path) {
             return interaction.with_request("GET", regex(path + "/\\d+", path + "/10"));
         },
         get("/22"),
         {"/10"}},
        {"path-from-state", v3,
         [](Interaction& interaction, const std::string& path) {
             return interaction.given("an order exists").with_request("GET", from_provider_state(path + "/${id}", path + "/10"));
         },
         get("/10"),
         {"/4711"}},
        {"path-escaped", v2,
         [](Interaction& interaction, const std::string& path) {
             return interaction.with_request("GET", path + "/a%20b%2Fc");
         },
         get("/a%20b%2Fc"),
         {"/a%20b%2Fc"}},
        {"query", v2, query("q", "desk lamp"), get("?q=desk+lamp"), {"\\?q=desk(\\+|%20)lamp"}},
        {"query-of-several", v2, query("tag", array({"a", "b"})), get("?tag=a&tag=b"), {"\\?tag=a&tag=b"}},
        {"query-regex", v2, query("page", regex("\\d+", "1")), get("?page=22"), {"\\?page=1"}},
        {"query-each-like", v3, query("tag", each_like(regex("[a-z]", "a"))), get("?tag=b&tag=c"), {"\\?tag=a"}},
        {"query-integer", v3, query("page", integer(1)), get("?page=22"), {"\\?page=1"}},
        {"query-without-value", v4, query("flag", nullptr), get("?flag"), {"\\?flag"},
         "it does not send parameters that have no value"},
        {"query-of-nothing", v2, query("q", ""), get("?q="), {"\\?q="}},
        {"query-of-other-letters", v2, query("größe", "1&2"), get("?gr%C3%B6%C3%9Fe=1%262"),
         {"\\?gr%C3%B6%C3%9Fe=1%262"}},
        {"request-header", v2,
         [](Interaction& interaction, const std::string& path) {
             return interaction.with_request("GET", path).header("X-Colour", "red").header("X-Trace", regex("\\w+", "7f"));
         },
         get("", {{"X-Colour", "red"}, {"X-Trace", "22"}}),
         {"", {{"X-Colour", "red"}, {"X-Trace", "7f"}}}},
        {"query-generated", v3, query("page", random_integer(500, 599)), get("?page=7"), {"\\?page=5\\d\\d"}},
        {"query-from-state", v3,
         [](Interaction& interaction, const std::string& path) {
             return interaction.given("an order exists").with_request("GET", path).query("id", from_provider_state("${id}", 10));
         },
         get("?id=10"),
         {"\\?id=4711"}},
        {"query-date", v3, query("day", date("yyyy-MM-dd", "2024-02-29")), get("?day=2023-12-31"), {"\\?day=2024-02-29"}},
        {"query-name-with-brackets", v2, query("ids[]", array({"1", "2"})), get("?ids%5B%5D=1&ids%5B%5D=2"),
         {"\\?ids(\\[\\]|%5B%5D)=1&ids(\\[\\]|%5B%5D)=2"}},
        {"query-name-with-matcher", v3, query("filter[a.b]", regex("\\d+", "1")), get("?filter%5Ba.b%5D=22"),
         {"\\?filter(\\[a.b\\]|%5Ba.b%5D)=1"}},
        {"query-name-with-dash", v2, query("page-no", regex("\\d+", "1")), get("?page-no=22"), {"\\?page-no=1"}},
        {"several-parameters", v2,
         [](Interaction& interaction, const std::string& path) {
             return interaction.with_request("GET", path).query("b", "2").query("a", regex("\\d", "1"));
         },
         get("?a=7&b=2"),
         {"\\?(a=1&b=2|b=2&a=1)"}},
        {"request-header-from-state", v3,
         [](Interaction& interaction, const std::string& path) {
             return interaction.given("an order exists")
                 .with_request("GET", path)
                 .header("Authorization", from_provider_state("Bearer ${id}", "Bearer 10"));
         },
         get("", {{"Authorization", "Bearer 10"}}),
         {"", {{"Authorization", "Bearer 4711"}}}},
        {"request-header-of-several", v2,
         [](Interaction& interaction, const std::string& path) {
             return interaction.with_request("GET", path).header("Accept", array({"text/html", "text/plain"}));
         },
         get("", {{"Accept", "text/html, text/plain"}}),
         {"", {{"Accept", "text/html, ?text/plain"}}}},
    };
}

std::vector<RequestRow> of_bodies() {
    const auto at = [](const std::function<void(ExpectedRequest&)>& add) {
        return [=](Interaction& interaction, const std::string& path) {
            ExpectedRequest request = interaction.with_request("POST", path);
            add(request);
            return request;
        };
    };
    const char* json = "application/json";
    return {
        {"request-json", v2,
         at([](auto& request) { request.json_body({{"id", like(1)}, {"tags", each_like("a")}}); }),
         post(R"({"id":22,"tags":["b","c"]})", json),
         {"", {{"Content-Type", json}}, R"re(\{"id":1,"tags":\["a"\]\})re"}},
        {"request-json-generated", v3,
         at([](auto& request) {
             request.json_body({{"id", random_integer(500, 599)}, {"day", date("yyyy-MM-dd")}, {"key", uuid()}});
         }),
         post(R"({"id":7,"day":"2023-12-31","key":"00000000-9abd-4d9d-80c7-02af85c822a8"})", json),
         {"", {}, R"re(\{"day":"2\d{3}-\d\d-\d\d","id":5\d\d,"key":"[-0-9a-f]{36}"\})re"}},
        {"request-json-from-state", v3,
         [](Interaction& interaction, const std::string& path) {
             return interaction.given("an order exists")
                 .with_request("POST", path)
                 .json_body({{"id", from_provider_state("${id}", 10)}, {"name", from_provider_state("no ${id}", "no 10")}});
         },
         post(R"({"id":10,"name":"no 10"})", json),
         {"", {}, R"re(\{"id":4711,"name":"no 4711"\})re"}},
        {"request-text", v2, at([](auto& request) { request.text_body(regex("\\d+ items", "3 items")); }),
         post("14 items", "text/plain"),
         {"", {{"Content-Type", "text/plain"}}, "3 items"}},
        {"request-bytes", v2,
         at([](auto& request) { request.body(std::string("\0\1\xff", 3), "application/octet-stream"); }),
         post(std::string("\0\1\xff", 3), "application/octet-stream"),
         {"", {{"Content-Type", "application/octet-stream"}}, std::string("\0\1\xff", 3)}},
        {"request-form", v3, at([](auto& request) { request.form_body({{"a", "x y"}, {"n", integer(1)}}); }),
         post("a=x+y&n=22", "application/x-www-form-urlencoded"),
         {"", {{"Content-Type", "application/x-www-form-urlencoded"}}, "a=x(\\+|%20)y&n=1"}},
        {"request-xml", v3, at([](auto& request) { request.xml_body(element("order", {{"id", integer(1)}})); }),
         post("<order id='22'/>", "application/xml"),
         {"", {{"Content-Type", "application/xml"}}, "(<\\?xml.*\\?>)?\\s*<order id=['\"]1['\"] ?/>\\s*"}},
        {"request-multipart", v3,
         at([](auto& request) { request.multipart_body({MultipartPart::field("kind", regex("[a-z]+", "desk"))}); }),
         post("--b0\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nchair\r\n--b0--\r\n",
              "multipart/form-data; boundary=b0"),
         {"", {{"Content-Type", "multipart/form-data; ?boundary=.+"}}, "(?s)--.*name=\"kind\"\r\n\r\ndesk\r\n--.*--\r\n"}},
        {"graphql", v2,
         at([](auto& request) { request.json_body({{"query", graphql_query("{ product(id: 10) { name } }")}}); }),
         post(R"({"query":"{\n  product(id: 10) { name }\n}"})", json),
         {"", {}, R"re(\{"query":"\{ product\(id: 10\) \{ name \} \}"\})re"}},
        {"request-form-from-state", v3,
         [](Interaction& interaction, const std::string& path) {
             return interaction.given("an order exists")
                 .with_request("POST", path)
                 .form_body({{"a", "b"}, {"id", from_provider_state("${id}", 10)}});
         },
         post("a=b&id=10", "application/x-www-form-urlencoded"),
         {"", {}, "a=b&id=4711"}},
        {"request-xml-from-state", v3,
         [](Interaction& interaction, const std::string& path) {
             return interaction.given("an order exists")
                 .with_request("POST", path)
                 .xml_body(element("order", {{"id", from_provider_state("${id}", 10)}}));
         },
         post("<order id='10'/>", "application/xml"),
         {"", {}, "(<\\?xml.*\\?>)?\\s*<order id=['\"]4711['\"] ?/>\\s*"}},
        {"request-patch", v2,
         [](Interaction& interaction, const std::string& path) {
             return interaction.with_request("PATCH", path).json_body({{"a", nullptr}});
         },
         {"PATCH", "", {{"Content-Type", json}}, R"({"a":null})", ""},
         {"", {}, R"re(\{"a":null\})re"}},
        {"request-json-relative", v3, at([](auto& request) { request.json_body({{"day", relative_date("+ 1 week", "yyyy-MM-dd")}}); }),
         post(R"({"day":"2023-12-31"})", json),
         {"", {}, R"re(\{"day":"2\d{3}-\d\d-\d\d"\})re"}},
        {"request-content-of-type", v3,
         at([](auto& request) { request.body_of_type(std::string("GIF89a\x01", 7), "image/gif"); }),
         post(std::string("GIF89a\x02", 7), "image/gif"),
         {"", {{"Content-Type", "image/gif"}}, std::string("GIF89a\x01", 7)}},
        {"request-empty", v2, at([](auto& request) { request.empty_body(); }), {"POST", "", {}, "", ""}, {"", {}, ""}},
    };
}

}  // namespace

std::vector<HttpKind> kinds_of_requests() {
    std::vector<HttpKind> kinds;
    for (const auto& rows : {of_targets(), of_bodies()}) {
        for (const RequestRow& row : rows) kinds.push_back(kind_of(row));
    }
    return kinds;
}

}  // namespace tally::kinds
