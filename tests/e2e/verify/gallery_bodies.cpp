// Answers of the right status and kind, with something wrong inside.
#include "base/text.h"
#include "e2e/verify/gallery.h"

namespace tally::e2e {

namespace {

// The good body with one text replaced by another.
std::string order_with(const std::string& from, const std::string& to) {
    return text::replace_all(kOrder, from, to);
}

Provider wrong_order(const char* name, const std::string& body) {
    return {name, answers(json_response(body)), order_interaction()};
}

const std::string kXmlInteraction = interaction_with(R"({ "status": 200,
        "headers": { "Content-Type": ["application/xml"] }, "body": { "contentType": "application/xml",
          "encoded": false, "content": "<order id=\"42\"><total>19.99</total><currency>EUR</currency></order>" } })");
std::string xml_response(const std::string& body) {
    return response("200 OK", "Content-Type: application/xml\r\n", body);
}

const std::string kFormInteraction = interaction_with(R"({ "status": 200,
        "headers": { "Content-Type": ["application/x-www-form-urlencoded"] },
        "body": { "contentType": "application/x-www-form-urlencoded", "encoded": false,
          "content": "state=open&total=19.99" } })");
const std::string kTextInteraction = interaction_with(R"({ "status": 200,
        "headers": { "Content-Type": ["text/plain"] },
        "body": { "contentType": "text/plain", "encoded": false, "content": "order 42 is open" } })");
const std::string kBinaryInteraction = interaction_with(R"({ "status": 200,
        "headers": { "Content-Type": ["image/png"] },
        "body": { "contentType": "image/png", "encoded": "base64", "content": "iVBORw0KGgoAAAANSUhEUg==" },
        "matchingRules": { "body": { "$": { "matchers": [ { "match": "contentType", "value": "image/png" } ] } } } })");
const std::string kMultipartInteraction = interaction_with(R"({ "status": 200,
        "headers": { "Content-Type": ["multipart/form-data; boundary=cut"] },
        "matchingRules": { "header": { "Content-Type": { "matchers": [ { "match": "regex",
          "regex": "multipart/form-data;.*" } ] } } },
        "body": { "contentType": "multipart/form-data; boundary=cut", "encoded": false,
          "content": "--cut\r\nContent-Disposition: form-data; name=\"order\"\r\nContent-Type: application/json\r\n\r\n{\"id\":42}\r\n--cut--\r\n" } })");

}  // namespace

std::vector<Provider> providers_of_wrong_bodies() {
    std::string many_wrong_lines = R"({"sku":7,"count":"2"})";
    for (int i = 0; i < 30; ++i) many_wrong_lines += R"(,{"sku":7,"count":"2"})";
    return {
        wrong_order("good", kOrder),
        wrong_order("more_members_than_asked_for", order_with("\"id\":42", "\"id\":42,\"new\":[1,2]")),
        wrong_order("wrong_type", order_with("\"currency\":\"EUR\"", "\"currency\":978")),
        wrong_order("missing_member", order_with("\"currency\":\"EUR\",", "")),
        wrong_order("renamed_member", order_with("\"currency\"", "\"curency\"")),
        wrong_order("member_in_another_style", text::replace_all(order_with("\"currency\"", "\"Currency\""),
                                                                 "\"placed\"", "\"pla_ced\"")),
        wrong_order("extra_wrapper", R"({"data":)" + std::string(kOrder) + R"(,"meta":{"version":2}})"),
        wrong_order("lost_wrapper", order_with(R"("customer":{"name":"Ada","email":"ada@example.org"})",
                                               R"("name":"Ada","email":"ada@example.org")")),
        wrong_order("null_for_an_object", order_with(R"({"name":"Ada","email":"ada@example.org"})", "null")),
        wrong_order("null_for_everything", "null"),
        wrong_order("list_for_an_object", "[" + std::string(kOrder) + "]"),
        wrong_order("text_for_an_object", "\"Ok\""),
        wrong_order("empty_object", "{}"),
        wrong_order("empty_list", order_with(R"([{"sku":"A-1","count":2}])", "[]")),
        wrong_order("object_for_a_list",
                    order_with(R"([{"sku":"A-1","count":2}])", R"({"sku":"A-1","count":2})")),
        wrong_order("number_as_text", order_with("19.99", "\"19.99\"")),
        wrong_order("integer_became_decimal", order_with("\"id\":42", "\"id\":42.5")),
        wrong_order("decimal_became_integer", order_with("19.99", "1999")),
        wrong_order("date_in_another_format", order_with("2021-09-01", "01.09.2021")),
        wrong_order("unknown_value_of_an_enumeration", order_with("\"open\"", "\"archived\"")),
        wrong_order("boolean_as_text", order_with("\"total\":19.99", "\"total\":true")),
        wrong_order("deep_inside", order_with("\"count\":2", "\"count\":\"two\"")),
        wrong_order("in_every_element", order_with(R"({"sku":"A-1","count":2})", many_wrong_lines)),
        wrong_order("several_differences",
                    R"({"id":"42","status":7,"total":"x","currency":"EUR","placed":"now"})"),
        wrong_order("not_json", R"({"id":42,"status":"open",)"),
        wrong_order("two_documents", std::string(kOrder) + "\n" + kOrder),
        wrong_order("single_quotes", text::replace_all(kOrder, "\"", "'")),
        wrong_order("json_with_byte_order_mark", "\xEF\xBB\xBF" + std::string(kOrder)),
        wrong_order("invalid_utf8", order_with("Ada", "Ad\xE0")),
        {"charset_that_is_not_utf8",
         answers(response("200 OK", "Content-Type: application/json; charset=ISO-8859-1\r\n",
                          order_with("Ada", "Ad\xE0"))),
         order_interaction()},
        {"utf16",
         answers(response("200 OK", "Content-Type: application/json; charset=utf-16\r\n",
                          std::string("\xFF\xFE{\0\"\0i\0d\0\"\0:\0\x34\0\x32\0}\0", 20))),
         order_interaction()},
        wrong_order("empty_body", ""),
        wrong_order("blank_body", "  \n"),
        {"xml_difference", answers(xml_response(R"(<order id="43"><total>19.99</total></order>)")),
         kXmlInteraction},
        {"xml_that_is_cut_off", answers(xml_response(R"(<order id="42"><total>19.99</to)")), kXmlInteraction},
        {"form_difference",
         answers(response("200 OK", "Content-Type: application/x-www-form-urlencoded\r\n",
                          "state=paid&total=19.99")),
         kFormInteraction},
        {"text_difference",
         answers(response("200 OK", "Content-Type: text/plain\r\n", "order 42 is closed\nsince yesterday\n")),
         kTextInteraction},
        {"binary_of_another_kind",
         answers(response("200 OK", "Content-Type: image/png\r\n", std::string("GIF89a\x01\0\x01\0", 10))),
         kBinaryInteraction},
        {"multipart_with_another_part",
         answers(response("200 OK", "Content-Type: multipart/form-data; boundary=x\r\n",
                          "--x\r\nContent-Disposition: form-data; name=\"order\"\r\nContent-Type: "
                          "application/json\r\n\r\n{\"id\":\"42\"}\r\n--x--\r\n")),
         kMultipartInteraction},
    };
}

}  // namespace tally::e2e
