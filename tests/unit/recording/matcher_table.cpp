#include "unit/recording/matcher_table.h"

#include "tally/matchers.h"

namespace tally::recording {
namespace {

using namespace tally::matchers;

// What stands between the parentheses is compiled and shown.
#define TALLY_WRITTEN(...) #__VA_ARGS__, Value(__VA_ARGS__)

constexpr const char* kAnything = "Types and values";
constexpr const char* kNumbers = "Numbers, truth and nothing";
constexpr const char* kTexts = "Texts";
constexpr const char* kDates = "Dates and times";
constexpr const char* kLists = "Lists and objects";
constexpr const char* kAlternatives = "Alternatives";
constexpr const char* kNew = "Values made anew";
constexpr const char* kProvider = "Values of the provider";
constexpr const char* kOther = "Other notations";
constexpr const char* kStatus = "Statuses";

}  // namespace

std::vector<MatcherRow> matcher_table() {
    return {
        {kAnything, TALLY_WRITTEN(like("Lamp")), {R"("Sofa")", R"("")"}, {"1", "null"}},
        {kAnything, TALLY_WRITTEN(like({{"id", 10}, {"name", "Lamp"}})), {R"({"id":7,"name":"","new":true})"},
         {R"({"id":"7","name":"Lamp"})", R"({"id":7})"}},
        {kAnything, TALLY_WRITTEN(like({{"unit", equal_to("piece")}, {"count", 3}})), {R"({"unit":"piece","count":8})"},
         {R"({"unit":"box","count":8})"}},
        {kAnything, TALLY_WRITTEN(not_empty("Lamp")), {R"("x")"}, {R"("")", "null"}},
        {kAnything, TALLY_WRITTEN(matches_any({integer(1), null()})), {"7", "null"}, {R"("7")", "1.5"}},

        {kNumbers, TALLY_WRITTEN(number(10)), {"7", "7.5"}, {R"("7")"}},
        {kNumbers, TALLY_WRITTEN(integer(10)), {"7", "-1"}, {"7.0", R"("7")"}},
        {kNumbers, TALLY_WRITTEN(integer()), {"7"}, {"7.5"}},
        {kNumbers, TALLY_WRITTEN(decimal(19.99)), {"7.0", "-0.5"}, {"7"}},
        {kNumbers, TALLY_WRITTEN(decimal()), {"7.5"}, {"7"}},
        {kNumbers, TALLY_WRITTEN(boolean(true)), {"true", "false"}, {"1", "null"}},
        {kNumbers, TALLY_WRITTEN(boolean()), {"false"}, {"0"}},
        {kNumbers, TALLY_WRITTEN(null()), {"null"}, {"0", R"("")"}},

        {kTexts, TALLY_WRITTEN(regex("[a-z]{2}[0-9]+", "ab12")), {R"("xy7")"}, {R"("xy")", R"("a xy7")"}},
        {kTexts, TALLY_WRITTEN(regex("[a-z]{2}[0-9]+")), {R"("xy7")"}, {R"("7")"}},
        {kTexts, TALLY_WRITTEN(include("amp", "Lamp")), {R"("Lampshade")"}, {R"("Sofa")"}},
        {kTexts, TALLY_WRITTEN(include("lamp")), {R"("a lamp")"}, {R"("sofa")"}},
        {kTexts, TALLY_WRITTEN(semver("1.2.3")), {R"("2.0.0-rc.1")"}, {R"("1.2")"}},
        {kTexts, TALLY_WRITTEN(uuid("7c9e6679-7425-40de-944b-e07fc1f90ae7")),
         {R"("e2490de5-5bd3-43d5-b7c4-526e33f71304")"}, {R"("7c9e6679")"}},
        {kTexts, TALLY_WRITTEN(uuid()), {R"("e2490de5-5bd3-43d5-b7c4-526e33f71304")"}, {R"("7c9e6679")"}},
        {kTexts, TALLY_WRITTEN(hexadecimal("7f")), {R"("C0FFEE")"}, {R"("tea")"}},
        {kTexts, TALLY_WRITTEN(ipv4_address("192.168.0.1")), {R"("10.0.0.255")"}, {R"("10.0.0.256")"}},
        {kTexts, TALLY_WRITTEN(email_address("ada@example.com")), {R"("a.b@c.org")"}, {R"("ada")"}},
        {kTexts, TALLY_WRITTEN(graphql_query("query { product(id: 10) { name } }")),
         {R"("query{product(id:10){name}}")"}, {R"("query { product(id: 11) { name } }")"}},

        {kDates, TALLY_WRITTEN(date("yyyy-MM-dd", "2026-11-27")), {R"("1999-02-28")"}, {R"("1999-02-30")"}},
        {kDates, TALLY_WRITTEN(date("yyyy-MM-dd")), {R"("1999-02-28")"}, {R"("28.02.1999")"}},
        {kDates, TALLY_WRITTEN(time("HH:mm", "09:30")), {R"("23:59")"}, {R"("24:30")"}},
        {kDates, TALLY_WRITTEN(time("HH:mm")), {R"("23:59")"}, {R"("now")"}},
        {kDates, TALLY_WRITTEN(date_time("yyyy-MM-dd'T'HH:mm:ssXXX", "2026-11-27T09:30:00Z")),
         {R"("1999-02-28T10:00:00+01:00")"}, {R"("1999-02-28")"}},
        {kDates, TALLY_WRITTEN(date_time("yyyy-MM-dd'T'HH:mm:ssXXX")), {R"("1999-02-28T10:00:00+01:00")"},
         {R"("10:00")"}},

        {kLists, TALLY_WRITTEN(each_like(integer(1))), {"[7]", "[7,8,9]"}, {"[]", R"(["7"])"}},
        {kLists, TALLY_WRITTEN(each_like("new", at_least(2))), {R"(["a","b","c"])"}, {R"(["a"])"}},
        {kLists, TALLY_WRITTEN(each_like("new", at_most(2))), {R"(["a"])"}, {R"(["a","b","c"])"}},
        {kLists, TALLY_WRITTEN(each_like("new", between(2, 3))), {R"(["a","b"])"}, {R"(["a"])"}},
        {kLists, TALLY_WRITTEN(array({1, integer(2)})), {"[1,7]"}, {"[2,7]", "[1,7,8]"}},
        {kLists, TALLY_WRITTEN(array_containing({like("red"), integer(1)})), {R"([true,7,"blue"])"}, {R"(["blue"])"}},
        {kLists, TALLY_WRITTEN(object({{"id", integer(10)}})), {R"({"id":7,"name":"Lamp"})"}, {"{}"}},
        {kLists, TALLY_WRITTEN(each_value_like("red", {{"count", integer(1)}})), {R"({"blue":{"count":7}})"},
         {R"({"blue":{"count":"7"}})"}},
        {kLists, TALLY_WRITTEN(each_key(regex("[a-z]+", "red"), {{"red", 1}})), {R"({"red":1,"blue":2})"},
         {R"({"red":1,"Blue":2})"}},
        {kLists, TALLY_WRITTEN(each_value(integer(1), {{"red", 1}})), {R"({"red":7,"blue":8})"},
         {R"({"red":7,"blue":"8"})"}},

        {kAlternatives, TALLY_WRITTEN({{"note", optional(like("fragile"), given("product 10 has no note"))}}),
         {R"({"note":"heavy"})", "{}"}, {"[]"}},
        {kAlternatives, TALLY_WRITTEN(nullable(integer(3), given("product 10 is not rated"))), {"7", "null"}, {R"("7")"}},
        {kAlternatives, TALLY_WRITTEN(any_of({like("card"), {integer(10), given("product 10 is paid by invoice")}})),
         {R"("cash")", "7"}, {"7.5"}},
        {kAlternatives, TALLY_WRITTEN(each_like(integer(1), at_least(0), given_instead("there are no products"))),
         {"[7,8]", "[]"}, {R"(["7"])"}},

        {kNew, TALLY_WRITTEN(random_integer(1, 6)), {"3"}, {"3.5"}},
        {kNew, TALLY_WRITTEN(random_decimal(6)), {"0.5"}, {"7"}},
        {kNew, TALLY_WRITTEN(random_hexadecimal(8)), {R"("0123ABCD")"}, {R"("7f")"}},
        {kNew, TALLY_WRITTEN(random_string(12)), {R"("anything")"}, {"7"}},
        {kNew, TALLY_WRITTEN(relative_date("+ 1 week", "yyyy-MM-dd")), {R"("1999-02-28")"}, {R"("tomorrow")"}},
        {kNew, TALLY_WRITTEN(relative_time("+ 1 hour", "HH:mm")), {R"("10:00")"}, {R"("soon")"}},
        {kNew, TALLY_WRITTEN(relative_date_time("tomorrow", "yyyy-MM-dd'T'HH:mm")), {R"("1999-02-28T10:00")"},
         {R"("1999-02-28")"}},

        {kProvider, TALLY_WRITTEN(from_provider_state("${id}", 10)), {"7"}, {R"("7")"}},
        {kProvider, TALLY_WRITTEN(mock_server_url("/orders/10")), {R"("https://shop.example/orders/10")"},
         {R"("https://shop.example/orders/11")"}},
        {kProvider, TALLY_WRITTEN(mock_server_url(regex("/orders/[0-9]+", "/orders/10"))),
         {R"("https://shop.example/orders/11")"}, {R"("https://shop.example/orders")"}},

        {kOther, TALLY_WRITTEN(from_json(R"({"id": 10})")), {R"({"id":10})"}, {R"({"id":7})"}},
        {kOther, TALLY_WRITTEN(matching("matching(integer, 10)")), {"7"}, {"7.5"}},

        {kStatus, TALLY_WRITTEN(any_status(StatusClass::client_error, 404)), {"400", "404"}, {"500"}},
        {kStatus, TALLY_WRITTEN(one_status_of({200, 204})), {"200", "204"}, {"201"}},
    };
}

#undef TALLY_WRITTEN

std::string matcher_name(const MatcherRow& row) {
    // The alternatives that need an object around them come after a name in quotes.
    const std::size_t start = row.written.front() == '{' ? row.written.find(", ") + 2 : 0;
    return row.written.substr(start, row.written.find('(', start) - start);
}

}  // namespace tally::recording
