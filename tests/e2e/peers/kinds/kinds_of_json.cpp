// Matchers in JSON bodies of responses, one at a time, below the member v.
#include "e2e/peers/kinds/kind.h"
#include "tally/matchers.h"

namespace tally::kinds {

using namespace tally::matchers;

namespace {

constexpr auto v2 = Specification::v2;
constexpr auto v3 = Specification::v3;
constexpr auto v4 = Specification::v4;

struct JsonRow {
    const char* name;
    Specification since;
    Value value;
    const char* honest;
    const char* broken;
    const char* at = "$.v";
    const char* peer_fault = "";
};

HttpKind kind_of(const JsonRow& row) {
    HttpKind kind;
    kind.name = row.name;
    kind.since = row.since;
    kind.peer_fault = row.peer_fault;
    const auto body = [](const std::string& value) { return json_response("{\"v\":" + value + '}'); };
    kind.answers[""] = {body(row.honest), body(row.broken), row.at};
    kind.write = [value = row.value](Interaction& interaction, const std::string& path) {
        interaction.with_request("GET", path).will_respond_with(200).json_body({{"v", value}});
    };
    return kind;
}

std::vector<JsonRow> rows() {
    return {
        {"plain-text", v2, "a", R"("a")", R"("b")"},
        {"plain-integer", v2, 1, "1", "2"},
        {"plain-decimal", v2, 1.5, "1.5", "1.25"},
        {"plain-boolean", v2, true, "true", "false"},
        {"plain-null", v2, nullptr, "null", "1"},
        {"plain-array", v2, array({1, 2}), "[1,2]", "[1,3]", "$.v[1]"},
        {"plain-object", v2, {{"a", 1}}, R"({"a":1,"b":2})", R"({"a":2})", "$.v.a"},
        {"empty-array", v2, array({}), "[]", "[1]"},
        {"empty-object", v2, object({}), R"({"a":1})", "[]"},
        {"from-json", v2, from_json(R"({"a":[1,{"b":null}]})"), R"({"a":[1,{"b":null}]})", R"({"a":[1,{"b":2}]})",
         "$.v.a[1].b"},
        {"like", v2, like("a"), R"("b")", "1"},
        {"like-object", v2, like({{"a", 1}, {"b", {{"c", "x"}}}}), R"({"a":2,"b":{"c":"y"}})",
         R"({"a":2,"b":{"c":1}})", "$.v.b.c"},
        {"each-like", v2, each_like({{"id", 1}}), R"([{"id":5},{"id":6}])", R"([{"id":5},{"id":"x"}])", "$.v[1].id"},
        {"each-like-two", v2, each_like("x", at_least(2)), R"(["a","b","c"])", R"(["a"])"},
        {"each-like-some", v2, each_like("x", between(1, 3)), R"(["a","b"])", R"(["a","b","c","d"])"},
        {"each-like-of-lists", v2, each_like(each_like(like(1))), "[[2],[3,4]]", R"([[2],[3,"x"]])", "$.v[1][1]"},
        {"matcher-in-array", v2, array({"a", regex("[0-9]+", "1")}), R"(["a","22"])", R"(["a","b"])", "$.v[1]"},
        {"regex", v2, regex("[0-9]{2}-\\w+", "12-ab"), R"("34-cdef")", R"("3-cdef")"},
        {"regex-with-bars", v2, regex("red|green", "red"), R"("green")", R"("blue")"},
        {"name-with-blank", v2, {{"a b", like(1)}}, R"({"a b":2})", R"({"a b":"x"})", "$.v['a b']"},
        {"name-with-dot", v2, {{"a.b", like(1)}}, R"({"a.b":2})", R"({"a.b":"x"})", "$.v['a.b']"},
        {"name-with-dash", v2, {{"a-b", like(1)}}, R"({"a-b":2})", R"({"a-b":"x"})", "$.v['a-b']"},
        {"name-with-dollar", v2, {{"$id", like(1)}}, R"({"$id":2})", R"({"$id":"x"})", "$.v['$id']"},
        {"name-of-other-letters", v2, {{"größe", like(1)}}, R"({"größe":2})", R"({"größe":"x"})", "$.v['größe']"},
        {"name-with-double-quote", v2, {{"a\"b", like(1)}}, R"({"a\"b":2})", R"({"a\"b":"x"})", "$.v['a\"b']"},
        {"name-with-brackets", v2, {{"a[0]", like(1)}}, R"({"a[0]":2})", R"({"a[0]":"x"})", "$.v['a[0]']"},
        {"name-star", v2, {{"*", like(1)}}, R"({"*":2})", R"({"*":"x"})", "$.v.*"},
        {"name-at", v2, {{"@type", like(1)}}, R"({"@type":2})", R"({"@type":"x"})", "$.v['@type']"},
        {"name-below-quote", v2, like({{"a'b", {{"c", 1}}}}), R"({"a'b":{"c":2}})", R"({"a'b":{"c":"x"}})",
         R"($.v['a\'b'].c)"},
        {"name-of-digits", v2, {{"0", like(1)}}, R"({"0":2})", R"({"0":"x"})", "$.v[0]"},
        {"name-of-nothing", v2, {{"", 1}}, R"({"":1})", R"({"":2})", "$.v['']"},
        {"name-plain-with-quote", v2, {{"a'b", 1}}, R"({"a'b":1})", R"({"a'b":2})", "$.v['a\\'b']"},
        {"text-of-other-letters", v2, "größe \U0001F600 \"\\\n\t\x01", R"("größe \ud83d\ude00 \"\\\n\t\u0001")",
         R"("größe")"},
        {"whole-decimal", v2, 3.0, "3.0", "3.5"},
        {"large-integer", v2, 9007199254740993, "9007199254740993", "9007199254740992"},
        {"negative", v2, -17, "-17", "17"},
        {"tiny", v2, 1e-7, "1e-7", "1e-8"},
        {"like-empty-array", v2, like(array({})), "[1]", "1"},
        {"like-empty-object", v2, like(object({})), R"({"a":1})", "1"},
        {"like-null", v2, like(nullptr), "null", "1"},
        {"like-decimal", v2, like(1.5), "2.5", R"("x")"},
        {"each-like-in-each-like", v2, each_like({{"rows", each_like({{"n", like(1)}})}}),
         R"([{"rows":[{"n":2},{"n":3}]},{"rows":[{"n":4}]}])", R"([{"rows":[{"n":2}]},{"rows":[{"n":"x"}]}])",
         "$.v[1].rows[0].n"},
        {"regex-with-slashes", v2, regex("/a/\\d+\\?b=[\"']", "/a/1?b='"), R"("/a/22?b='")", R"("/a/x?b='")"},
        {"uuid-like", v2, uuid("936da01f-9abd-4d9d-80c7-02af85c822a8"), R"("00000000-9abd-4d9d-80c7-02af85c822a8")",
         R"("936da01f")"},
        {"hexadecimal", v2, hexadecimal("7f"), R"("AB01")", R"("xyz")"},
        {"ipv4-address", v2, ipv4_address(), R"("10.0.255.1")", R"("10.0.256.1")"},
        {"email-address", v2, email_address("a@example.org"), R"("b.c@example.com")", R"("example.com")"},
        {"equal-to", v3, like({{"a", equal_to("x")}, {"b", "y"}}), R"({"a":"x","b":"z"})", R"({"a":"w","b":"z"})",
         "$.v.a"},
        {"each-value-like", v3, each_value_like("k", {{"n", integer(1)}}), R"({"p":{"n":2},"q":{"n":3}})",
         R"({"p":{"n":2},"q":{"n":"x"}})", "$.v.q.n"},
        {"matches-any", v3, matches_any({regex("[0-9]+", "1"), regex("[a-z]+", "a")}), R"("abc")", R"("?")"},
        {"include", v3, include("lo"), R"("hello")", R"("help")"},
        {"number", v3, number(1), "2.5", R"("2.5")"},
        {"integer", v3, integer(1), "22", "2.5"},
        {"some-integer", v3, integer(), "22", "2.5"},
        {"decimal", v3, decimal(1.5), "22.75", "22"},
        {"some-decimal", v3, decimal(), "22.75", "22"},
        {"boolean", v3, boolean(true), "false", "1"},
        {"some-boolean", v3, boolean(), "false", "1"},
        {"null", v3, null(), "null", "1"},
        {"date", v3, date("yyyy-MM-dd", "2024-02-29"), R"("2023-12-31")", R"("2023-13-31")"},
        {"some-date", v3, date("dd.MM.yyyy"), R"("31.12.2023")", R"("2023-12-31")"},
        {"time", v3, matchers::time("HH:mm:ss", "13:14:15"), R"("23:59:59")", R"("24:60:00")"},
        {"some-time", v3, matchers::time("HH:mm"), R"("23:59")", R"("11 pm")"},
        {"date-time", v3, date_time("yyyy-MM-dd'T'HH:mm:ssXXX", "2024-02-29T13:14:15+01:00"),
         R"("2023-12-31T23:59:59Z")", R"("2023-12-31")"},
        {"some-date-time", v3, date_time("yyyy-MM-dd HH:mm"), R"("2023-12-31 23:59")", R"("2023-12-31T23:59")"},
        {"relative-date", v3, relative_date("+ 1 week", "yyyy-MM-dd"), R"("2023-12-31")", R"("31.12.2023")"},
        {"relative-time", v3, relative_time("next hour", "HH:mm"), R"("23:59")", R"("x")"},
        {"relative-date-time", v3, relative_date_time("tomorrow", "yyyy-MM-dd HH:mm"), R"("2023-12-31 23:59")",
         R"("x")"},
        {"uuid", v3, uuid(), R"("00000000-9abd-4d9d-80c7-02af85c822a8")", R"("936da01f")"},
        {"some-regex", v3, regex("[A-F]{3}"), R"("BAD")", R"("BADE")"},
        {"random-integer", v3, random_integer(5, 9), "7", R"("7")"},
        {"random-decimal", v3, random_decimal(4), "1.25", R"("1.25")"},
        {"random-hexadecimal", v3, random_hexadecimal(4), R"("0AF9")", R"("0AF")"},
        {"random-string", v3, random_string(5), R"("abc")", "1"},
        {"from-provider-state", v3, from_provider_state("${id}", 10), "11", R"("11")"},
        {"mock-server-url", v3, mock_server_url("/orders/10"), R"("https://shop.example/orders/10")",
         R"("https://shop.example/orders/11")"},
        {"mock-server-url-like", v3, mock_server_url(regex("/orders/\\d+", "/orders/10")),
         R"("https://shop.example/orders/11")", R"("https://shop.example/orders/x")"},
        {"matching-expression", v3, matching("matching(integer, 5)"), "6", R"("6")"},
        {"like-around-matchers", v3, like({{"a", 1}, {"b", integer(2)}, {"c", regex("x+", "x")}}),
         R"({"a":5,"b":6,"c":"xx"})", R"({"a":5,"b":6.5,"c":"xx"})", "$.v.b"},
        {"each-like-around-matchers", v3, each_like({{"id", integer(1)}, {"tags", each_like(regex("[a-z]+", "a"))}}),
         R"([{"id":3,"tags":["b","c"]},{"id":4,"tags":["d"]}])", R"([{"id":3,"tags":["b","C"]}])", "$.v[0].tags[1]"},
        {"null-or-integer", v3, matches_any({null(), integer(1)}), "5", R"("x")"},
        {"number-of-decimal", v3, number(1.5), "2", R"("x")"},
        {"each-value-like-in-each-like", v3, each_like(each_value_like("k", each_like(integer(1)))),
         R"([{"p":[1,2],"q":[3]},{"r":[4]}])", R"([{"p":[1,2],"q":["x"]}])", "$.v[0].q[0]"},
        {"equal-to-object", v3, like({{"a", equal_to({{"b", 1}})}}), R"({"a":{"b":1}})", R"({"a":{"b":2}})", "$.v.a"},
        {"include-and-regex", v3, like(include("lo")), R"("hello")", R"("help")"},
        {"each-like-of-dates", v3, each_like(date("yyyy-MM-dd", "2024-02-29")), R"(["2023-12-31"])", R"(["2023-12-31","x"])",
         "$.v[1]"},
        {"each-like-of-state-values", v3, each_like({{"id", from_provider_state("${id}", 10)}}), R"([{"id":4},{"id":5}])",
         R"([{"id":4},{"id":"x"}])", "$.v[1].id"},
        {"array-containing-lists", v4,
         array_containing({{{"rel", "self"}, {"links", each_like({{"href", regex("/.*", "/a")}})}}, {{"rel", regex("n.*", "next")}}}),
         R"([{"rel":"nothing"},{"rel":"self","links":[{"href":"/b"},{"href":"/c"}]}])",
         R"([{"rel":"nothing"},{"rel":"self","links":[{"href":"/b"},{"href":"c"}]}])"},
        {"array-containing-texts", v4, array_containing({"a", regex("[0-9]+", "1")}), R"(["x","22","a"])", R"(["x","22"])"},
        {"each-key-and-value", v4, each_key(regex("[a-z]+", "k"), each_value(integer(1), {{"k", 1}})), R"({"x":5})",
         R"({"x":"s"})", "$.v.x"},
        {"each-value-of-objects", v4, each_value(like({{"n", 1}}), {{"k", {{"n", 1}}}}), R"({"x":{"n":5},"y":{"n":6}})",
         R"({"x":{"n":5},"y":{"n":"s"}})", "$.v.y.n"},
        {"not-empty-list", v4, not_empty(array({1})), "[1]", "[]"},
        {"array-containing", v4, array_containing({{{"k", "a"}, {"n", integer(1)}}, {{"k", "b"}}}),
         R"([{"k":"z"},{"k":"b"},{"k":"a","n":7}])", R"([{"k":"z"},{"k":"b"},{"k":"a","n":"x"}])"},
        {"each-key", v4, each_key(regex("[a-z]+", "k"), {{"k", 1}}), R"({"abc":1})", R"({"A1":1})", "$.v.A1"},
        {"each-value", v4, each_value(integer(1), {{"k", 1}}), R"({"x":5,"y":6})", R"({"x":5,"y":"s"})", "$.v.y"},
        {"each-value-of-list", v4, each_value(regex("[a-z]+", "a"), array({"a"})), R"(["b","c"])", R"(["b","C"])",
         "$.v[1]"},
        {"not-empty", v4, not_empty("a"), R"("b")", R"("")"},
        {"semver", v4, semver("1.2.3"), R"("4.5.6-rc.1")", R"("4.5")"},
    };
}

}  // namespace

std::vector<HttpKind> kinds_of_json() {
    std::vector<HttpKind> kinds;
    for (const JsonRow& row : rows()) kinds.push_back(kind_of(row));
    return kinds;
}

}  // namespace tally::kinds
