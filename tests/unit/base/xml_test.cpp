#include "base/xml.h"

#include <gtest/gtest.h>

namespace tally::xml {
namespace {

Element parsed(std::string_view text) {
    Result<Element> root = parse(text);
    EXPECT_TRUE(root) << text << ": " << (root ? "" : root.error().text());
    return root ? std::move(*root) : Element{};
}

// One line for each element: key, attributes as key=value, text in quotes.
void describe(const Element& element, std::string& out) {
    out += element.name.key();
    for (const Attribute& attribute : element.attributes)
        out += " " + attribute.name.key() + "=" + attribute.value;
    out += "\n";
    for (const Node& child : element.children) {
        if (const Element* inner = child.element()) {
            describe(*inner, out);
        } else {
            out += "'" + child.text()->content + "'\n";
        }
    }
}

std::string described(std::string_view text) {
    std::string out;
    describe(parsed(text), out);
    return out;
}

TEST(ParseXml, KeepsElementsAttributesAndTextInTheirOrder) {
    EXPECT_EQ(described("<a z='1' b=\"2\">one<b/>two<c> three </c></a>"),
              "a z=1 b=2\n'one'\nb\n'two'\nc\n' three '\n");
}

TEST(ParseXml, DropsCommentsProcessingInstructionsAndDeclarations) {
    EXPECT_EQ(
        described("<?xml version='1.0'?><!DOCTYPE a><!-- x --><a><!-- y -->t<?php 1 ?></a>\n<!-- z -->"),
        "a\n't'\n");
}

TEST(ParseXml, ReadsCdataAsText) {
    const Element root = parsed("<a> x <![CDATA[ <b>&amp; ]]></a>");
    EXPECT_EQ(root.text(), "x<b>&amp;");
    EXPECT_TRUE(root.children[1].text()->is_cdata);
}

TEST(ParseXml, ReadsReferences) {
    EXPECT_EQ(parsed("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x20AC;&#128512;</a>").text(), "<>&\"'AB€😀");
    EXPECT_EQ(parsed("<a b='&lt;&#10;&quot;'/>").attributes[0].value, "<\n\"");
}

TEST(ParseXml, TrimsEachTextOfAnElement) {
    EXPECT_EQ(parsed("<a> one <b>no</b>\n two\t<!-- --> three </a>").text(), "onetwothree");
}

TEST(ParseXml, SkipsAByteOrderMark) {
    EXPECT_EQ(described("\xEF\xBB\xBF<a>ä</a>"), "a\n'ä'\n");
}

TEST(ParseXml, ReadsLatin1WhenTheDeclarationSaysSo) {
    EXPECT_EQ(parsed("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>").text(), "ä");
}

TEST(ParseXml, SaysWhereAnElementStands) {
    const Element root = parsed("<a>\n <b/></a>");
    EXPECT_EQ(root.children[1].element()->offset, 6u);
}

TEST(XmlNamespaces, AreResolvedThroughTheScopesOfTheirPrefixes) {
    EXPECT_EQ(described("<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'/><p:c/></p:a>"),
              "urn:1:a\nurn:2:b\nurn:1:c\n");
}

TEST(XmlNamespaces, HaveADefaultForElementsButNotForAttributes) {
    EXPECT_EQ(described("<a xmlns='urn:1' x='1'><b/><c xmlns=''/></a>"), "urn:1:a x=1\nurn:1:b\nc\n");
}

TEST(XmlNamespaces, ApplyToAttributesWithAPrefix) {
    EXPECT_EQ(described("<a xmlns:p='urn:1' p:x='1' xml:lang='en'/>"),
              "a urn:1:x=1 http://www.w3.org/XML/1998/namespace:lang=en\n");
}

TEST(XmlNamespaces, ComeFromTheirPrefixWhenNobodyDeclaredIt) {
    EXPECT_EQ(described("<p:a p:x='1'/>"), "p:a p:x=1\n");
}

TEST(XmlNamespaces, MakeNamesEqualWhateverTheirPrefix) {
    EXPECT_EQ(parsed("<p:a xmlns:p='urn:1'/>").name, parsed("<a xmlns='urn:1'/>").name);
    EXPECT_NE(parsed("<p:a xmlns:p='urn:1'/>").name, parsed("<p:a xmlns:p='urn:2'/>").name);
}

TEST(XmlAttributes, AreFoundByTheirKey) {
    const Element root = parsed("<a xmlns:p='urn:1' p:x='1' x='2'/>");
    EXPECT_EQ(root.find_attribute("urn:1:x")->value, "1");
    EXPECT_EQ(root.find_attribute("x")->value, "2");
    EXPECT_EQ(root.find_attribute("p:x"), nullptr);
}

struct RefusedCase {
    const char* name;
    std::string text;
    const char* error;
};
class ParseXmlRefuses : public testing::TestWithParam<RefusedCase> {};
TEST_P(ParseXmlRefuses, Row) {
    const Result<Element> root = parse(GetParam().text);
    ASSERT_FALSE(root) << to_text(*root);
    EXPECT_EQ(root.error().text(), GetParam().error);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, ParseXmlRefuses,
    testing::ValuesIn(std::vector<RefusedCase>{
        {"Nothing", "", "1:1: there is no root element"},
        {"BlanksOnly", " \n ", "2:2: there is no root element"},
        {"CommentOnly", "<!-- -->", "1:9: there is no root element"},
        {"OtherText", "hello", "1:1: text outside of the root element"},
        {"TwoRoots", "<a/>\n<b/>", "2:2: a second root element 'b'"},
        {"TextAfterTheRoot", "<a/> x", "1:5: text outside of the root element"},
        {"OpenElement", "<a><b></b>", "1:10: start-end tags mismatch"},
        {"WrongEnd", "<a></b>", "1:6: start-end tags mismatch"},
        {"OpenTag", "<a", "1:2: error parsing start element tag"},
        {"NoValue", "<a b/>", "1:6: error parsing element attribute"},
        {"AttributeTwice", "<a b='1' b='2'/>", "1:2: the attribute 'b' occurs twice"},
        {"Ampersand", "<a>x & y</a>", "1:4: '&' starts no reference; write '&amp;'"},
        {"UnknownEntity", "<a>&nbsp;</a>",
         "1:4: the entity 'nbsp' is not known; only amp, lt, gt, quot and apos are; entities of a DTD are "
         "never "
         "expanded"},
        {"NoCharacter", "<a>&#0;</a>", "1:4: '&#0;' is no character"},
        {"Surrogate", "<a>&#xD800;</a>", "1:4: '&#xD800;' is no character"},
        {"HugeCharacter", "<a>&#99999999999;</a>", "1:4: '&#99999999999;' is no character"},
        {"SeveralColons", "<a:b:c/>", "1:2: 'a:b:c' is no name"},
        {"InvalidUtf8", "<a>ok\xC3</a>", "1:6: invalid UTF-8"},
        {"ZeroByte", std::string("<a/>\0<b/>", 9), "1:5: the character '\\x00' is not allowed in XML"},
        {"ControlCharacter", "<a>\x1b[0m</a>", "1:4: the character '\\x1b' is not allowed in XML"},
        {"Utf16", std::string("\xFF\xFE<\0a\0/\0>\0", 10),
         "1:1: the document is in UTF-16 or UTF-32; send it in UTF-8"},
    }),
    [](const auto& row) { return row.param.name; });

std::string repeated(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

TEST(HostileXml, NestedAHundredThousandDeepIsRefused) {
    const Result<Element> root = parse(repeated("<a>", 100'000) + repeated("</a>", 100'000));
    ASSERT_FALSE(root);
    EXPECT_EQ(root.error().text(), "1:770: elements are nested deeper than 256");
    EXPECT_EQ(root.error().code, ErrorCode::too_large);
    EXPECT_FALSE(parse(repeated("<a>", 100'000)));
    EXPECT_FALSE(parse(repeated("<!DOCTYPE a [", 100'000)));
    EXPECT_FALSE(parse("<!DOCTYPE a " + repeated("<![", 100'000)));
}

TEST(HostileXml, NestedAsDeepAsAllowedIsRead) {
    EXPECT_TRUE(parse(repeated("<a>", kMaxDepth) + repeated("</a>", kMaxDepth)));
}

TEST(HostileXml, EntityBombsAreNeverExpanded) {
    const Result<Element> root = parse(
        "<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c "
        "'&b;&b;&b;&b;&b;&b;'>]>"
        "<b>&c;</b>");
    ASSERT_FALSE(root);
    EXPECT_EQ(root.error().what, "the entity 'c' is not known");
}

TEST(HostileXml, ExternalEntitiesAreNeverLoaded) {
    const Result<Element> root = parse("<!DOCTYPE b [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><b>&a;</b>");
    ASSERT_FALSE(root);
    EXPECT_EQ(root.error().what, "the entity 'a' is not known");
    EXPECT_EQ(to_text(parsed("<!DOCTYPE b SYSTEM 'file:///etc/passwd'><b/>")), "<b/>");
}

TEST(HostileXml, WithTooManyElementsIsRefusedBeforeItIsRead) {
    const Result<Element> root = parse("<a>" + repeated("<b/>", 1'000'000) + "</a>");
    ASSERT_FALSE(root);
    EXPECT_EQ(root.error().code, ErrorCode::too_large);
}

TEST(HostileXml, GivesShortMessages) {
    const Result<Element> root = parse("<a/><" + std::string(1'000'000, 'b') + "/>");
    ASSERT_FALSE(root);
    EXPECT_LT(root.error().text().size(), 200u);
}

struct PrintCase {
    const char* name;
    const char* text;
    const char* printed;
};
class PrintXml : public testing::TestWithParam<PrintCase> {};
TEST_P(PrintXml, Row) {
    const std::string printed = to_document(parsed(GetParam().text));
    EXPECT_EQ(printed, GetParam().printed);
    EXPECT_EQ(to_document(parsed(printed)), printed);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, PrintXml,
    testing::ValuesIn(std::vector<PrintCase>{
        {"Empty", "<a></a>", "<?xml version='1.0'?><a/>"},
        {"Mixed", "<a b=\"1\">x <b/> y</a>", "<?xml version='1.0'?><a b='1'>x <b/> y</a>"},
        {"Escaped", "<a b=\"&lt;'&#34;&amp;&#9;\">&lt;&gt;&amp;'\"&#13;</a>",
         "<?xml version='1.0'?><a b='&lt;&apos;\"&amp;&#9;'>&lt;&gt;&amp;'\"&#13;</a>"},
        {"Cdata", "<a><![CDATA[<x>]]></a>", "<?xml version='1.0'?><a><![CDATA[<x>]]></a>"},
        {"Namespaces", "<n:a xmlns:n='u' xmlns='v' n:x='1'><n:b/><c/></n:a>",
         "<?xml version='1.0'?><n:a xmlns:n='u' xmlns='v' n:x='1'><n:b/><c/></n:a>"},
        {"Blanks", "<a>\n  <b/>\n</a>", "<?xml version='1.0'?><a>\n  <b/>\n</a>"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(PrintXmlText, ClosesCdataSafely) {
    Element root;
    root.name = name_from("a");
    root.children.push_back({Text{"x]]>y", true}});
    EXPECT_EQ(parsed(to_text(root)).text(), "x]]>y");
}

TEST(BuildXml, ResolvesNamespacesOfATreeMadeByHand) {
    Element root;
    root.name = name_from("n:a");
    root.declarations.push_back({"n", "http://n"});
    Element inner;
    inner.name = name_from("n:b");
    root.children.push_back({inner});
    resolve_namespaces(root);
    EXPECT_EQ(root.name.key(), "http://n:a");
    EXPECT_EQ(root.children[0].element()->name.key(), "http://n:b");
    EXPECT_EQ(to_text(root), "<n:a xmlns:n='http://n'><n:b/></n:a>");
}

}  // namespace
}  // namespace tally::xml
