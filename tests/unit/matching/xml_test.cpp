#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

model::Response xml_response(const std::string& xml, const std::string& rules = "") {
    model::Response response = json_response("0", rules);
    response.headers = {{"Content-Type", {"application/xml"}}};
    response.body.bytes = xml;
    return response;
}
model::Request xml_request(const std::string& xml) {
    model::Request request;
    request.headers = {{"Content-Type", {"application/xml"}}};
    request.body.state = model::BodyState::present;
    request.body.bytes = xml;
    return request;
}

struct XmlCase {
    const char* name;
    std::string rules;
    const char* expected;
    const char* actual;
    Told told;  // in a response
};
class XmlBody : public testing::TestWithParam<XmlCase> {};

TEST_P(XmlBody, Row) {
    const XmlCase& row = GetParam();
    EXPECT_EQ(told(match_response(xml_response(row.expected, row.rules), xml_response(row.actual))),
              row.told);
}

const std::string type = R"({"match":"type"})";

INSTANTIATE_TEST_SUITE_P(
    Rows, XmlBody,
    testing::ValuesIn(std::vector<XmlCase>{
        {"Same", "", "<a x='1'><b>t</b></a>", "<?xml version=\"1.0\"?><a x=\"1\"> <b> t </b> </a>", {}},
        {"Root", "", "<a/>", "<b/>", {"$.a: Expected element 'a' but received 'b'"}},
        {"Text",
         "",
         "<a><b>1</b></a>",
         "<a><b>2</b></a>",
         {"$.a.b['#text']: Expected '2' to be equal to '1'"}},
        {"Cdata", "", "<a>1 &lt; 2</a>", "<a><![CDATA[1 < 2]]></a>", {}},
        {"Comments", "", "<a>t</a>", "<a><!-- c -->t<?p x?></a>", {}},
        {"Attribute", "", "<a x='1'/>", "<a x='2'/>", {"$.a['@x']: Expected '2' to be equal to '1'"}},
        {"MissingAttribute",
         "",
         "<a x='1'/>",
         "<a/>",
         {"$.a['@x']: Expected attribute 'x' with value '1' but was missing"}},
        {"FurtherAttribute", "", "<a/>", "<a x='1'/>", {}},
        {"MissingChild",
         "",
         "<values><one/><two/></values>",
         "<values><one/></values>",
         {"$.values: Expected child <two/> but was missing"}},
        {"FurtherChild", "", "<a><b/></a>", "<a><b/><c/></a>", {}},
        {"OrderOfNames", "", "<a><b/><c/></a>", "<a><c/><b/></a>", {}},
        {"OrderWithinAName",
         "",
         "<a><b>1</b><b>2</b></a>",
         "<a><b>2</b><b>1</b></a>",
         {"$.a.b['#text']: Expected '2' to be equal to '1'",
          "$.a.b['#text']: Expected '1' to be equal to '2'"}},
        {"PrefixesDoNotCount", "", "<p:a xmlns:p='urn:x'/>", "<q:a xmlns:q='urn:x'/>", {}},
        {"NamespacesDo",
         "",
         "<a/>",
         "<a xmlns='urn:x'/>",
         {"$.a: Expected element 'a' but received 'urn:x:a'"}},
        {"RuleOnAttribute", rule("$.a['@x']", R"({"match":"integer"})"), "<a x='1'/>", "<a x='7'/>", {}},
        {"RuleOnAttributeFails",
         rule("$.a['@x']", R"({"match":"integer"})"),
         "<a x='1'/>",
         "<a x='z'/>",
         {"$.a['@x']: Expected 'z' to match an integer number"}},
        {"RuleOnText",
         rule("$.a.b['#text']", R"({"match":"regex","regex":"\\d"})"),
         "<a><b>1</b></a>",
         "<a><b>x</b></a>",
         {"$.a.b['#text']: Expected 'x' to match '\\d'"}},
        {"RuleOnTextIsAskedWhereThereIsNone",
         rule("$.a.b['#text']", R"({"match":"regex","regex":"\\d"})"),
         "<a><b>1</b><b/></a>",
         "<a><b>1</b><b/></a>",
         {"$.a.b['#text']: Expected '' to match '\\d'"}},
        {"ValueRuleOnElementSaysNothingOfATextThatNobodyHas",
         rule("$.a", R"({"match":"regex","regex":"\\d"})"),
         "<a><b>1</b></a>",
         "<a><b>2</b></a>",
         {}},
        {"ValueRuleOnElementGovernsItsText",
         rule("$.a.b", R"({"match":"regex","regex":"\\d"})"),
         "<a><b>1</b></a>",
         "<a><b>2</b></a>",
         {}},
        {"PositionsArePassedOver",
         rule("$.a[*].b['@x']", type),
         "<a><b x='1'/></a>",
         "<a><b x='2'/></a>",
         {}},
        {"NamespacedRule",
         rule("$['urn:x:a']['@y']", type),
         "<a xmlns='urn:x' y='1'/>",
         "<p:a xmlns:p='urn:x' y='2'/>",
         {}},
        {"TypeComparesWithTheFirst",
         rule("$.a.b", type),
         "<a><b x='1'/></a>",
         "<a><b x='2'/><b/></a>",
         {"$.a.b['@x']: Expected attribute 'x' with value '1' but was missing"}},
        {"TypeNeedsOne",
         rule("$.a.b", type),
         "<a><b/></a>",
         "<a/>",
         {"$.a: Expected child <b/> but was missing"}},
        {"Min",
         rule("$.a", R"({"match":"type","min":2})"),
         "<a><b/></a>",
         "<a><b/></a>",
         {"$.a: Expected 'a' to have at least 2 children"}},
        {"TypeForbidsOtherNames",
         rule("$.a", type),
         "<a><b/></a>",
         "<a><b/><c/></a>",
         {"$.a.c: Unexpected child <c/>"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(XmlUnderStrictCompatibility, ElementsSatisfyNoRulesAboutValues) {
    Settings strict;
    strict.strict_compat = true;
    const auto compare = [&](const std::string& rules) {
        return told(
            match_response(xml_response("<a><b>1</b></a>", rules), xml_response("<a><b>2</b></a>"), strict));
    };
    EXPECT_EQ(compare(rule("$.a.b", R"({"match":"integer"})")),
              Told{"$.a.b: Expected element 'b' to satisfy 'integer', which no element can"});
    EXPECT_EQ(compare(rule("$.a", R"({"match":"regex","regex":"[ab2]"})")),
              Told{"$.a['#text']: Expected '' to match '[ab2]'"});
    EXPECT_EQ(compare(rule("$.a.b['#text']", R"({"match":"integer"})")), Told{});
}

TEST(XmlInRequests, NothingUnexpectedMayCome) {
    EXPECT_EQ(told(match_request(xml_request("<a/>"), xml_request("<a x='1'/>"))),
              Told{"$.a['@x']: Unexpected attribute 'x' with value '1'"});
    EXPECT_EQ(told(match_request(xml_request("<a><b/></a>"), xml_request("<a><b/><b/></a>"))),
              Told{"$.a.b: Unexpected child <b/>"});
}

TEST(XmlBodies, ABodyThatIsNoXmlIsOneMismatch) {
    const Mismatches mismatches = match_response(xml_response("<a/>"), xml_response("<a>"));
    ASSERT_EQ(mismatches.size(), 1u);
    EXPECT_EQ(mismatches[0].sentence.find("Failed to parse the actual body: "), 0u);
}

TEST(XmlBodies, EntityBombsAreRefused) {
    const std::string bomb =
        "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;\">]><a>&y;&y;&y;</a>";
    EXPECT_EQ(match_response(xml_response("<a/>"), xml_response(bomb)).size(), 1u);
}

struct FormCase {
    const char* name;
    std::string rules;
    const char* expected;
    const char* actual;
    Told told;
};
class FormBody : public testing::TestWithParam<FormCase> {};

TEST_P(FormBody, Row) {
    const FormCase& row = GetParam();
    const auto form = [](const char* text, const std::string& rules) {
        model::Response response = json_response("0", rules);
        response.headers = {{"Content-Type", {"application/x-www-form-urlencoded"}}};
        response.body.bytes = text;
        return response;
    };
    EXPECT_EQ(told(match_response(form(row.expected, row.rules), form(row.actual, ""))), row.told);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, FormBody,
    testing::ValuesIn(std::vector<FormCase>{
        {"Same", "", "a=1&b=2", "b=2&a=1", {}},
        {"Differs", "", "c=3", "c=33", {"$.c: Expected form post parameter 'c' with value '3' but was '33'"}},
        {"UnexpectedAlsoInResponses",
         "",
         "a=1",
         "a=1&b=2",
         {"$.b: Unexpected form post parameter 'b' received"}},
        {"CascadedRule", rule("$", R"({"match":"type"})"), "a=1", "a=z", {}},
        {"RuleAtAPosition", rule("$.a[1]", R"({"match":"integer"})"), "a=1&a=2", "a=1&a=7", {}},
        {"OtherPosition",
         rule("$.a[1]", R"({"match":"integer"})"),
         "a=1&a=2",
         "a=3&a=7",
         {"$.a: Expected form post parameter 'a' with value '1' but was '3'"}},
        {"Rule",
         rule("$.a", R"({"match":"integer"})"),
         "a=1",
         "a=x",
         {"$.a: Expected 'x' to match an integer number"}},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::matching
