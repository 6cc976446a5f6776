// Patterns as Ruby's engine reads them. What the reference core does with more of them is in its recorded
// answers.
#include <gtest/gtest.h>

#include "base/regex.h"

namespace tally {
namespace {

struct DialectCase {
    const char* name;
    const char* pattern;
    std::vector<const char*> matches;
    std::vector<const char*> refuses;
};
class RegexDialect : public testing::TestWithParam<DialectCase> {};
TEST_P(RegexDialect, Row) {
    const Result<Regex> regex = Regex::compile(GetParam().pattern);
    ASSERT_TRUE(regex) << regex.error().text();
    for (const char* text : GetParam().matches)
        EXPECT_TRUE(regex->matches_all_of(text).value_or(false)) << text;
    for (const char* text : GetParam().refuses)
        EXPECT_FALSE(regex->matches_all_of(text).value_or(true)) << text;
}

std::string name_of(const testing::TestParamInfo<DialectCase>& row) {
    return row.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Ruby, RegexDialect,
    testing::ValuesIn(std::vector<DialectCase>{
        {"DotExcludesLineFeedOnly", ".", {"a", "\r", "\u2028"}, {"\n"}},
        {"SmallMIsDotAll", "(?m)a.b", {"a\nb"}, {"a\n\nb"}},
        {"DotAllEndsWithItsGroup", "(?m:.).", {"\na"}, {"a\n"}},
        {"DotAllCanBeTurnedOff", "(?m).(?-m).", {"\na"}, {"\n\n"}},
        {"LineAnchors", "^a$\n^b$", {"a\nb"}, {"ab"}},
        {"AnchorBeforeLineFeedDoesNotSwallowIt", "a$", {"a"}, {"a\n"}},
        {"HexDigit", "\\h\\H", {"fg", "0x"}, {"gg", "ff"}},
        {"HexDigitInClass", "[\\h-]+", {"de-ad"}, {"x"}},
        {"NotHexDigitInClass", "[\\H]", {"g"}, {"a"}},
        {"VerticalTab", "\\v", {"\v"}, {"\n"}},
        {"WordHasMarksAndConnectors", "\\w+", {"e\u0301", "a\u203fb", "\u0663"}, {"\u00b2", "a-b"}},
        {"NotWord", "\\W", {"-"}, {"\u00e9"}},
        {"NotWordInClass", "[\\W_]", {"_", "-"}, {"a"}},
        {"NotWordInNegatedClass", "[^\\W_]", {"a", "\u00e9"}, {"_", "-", ""}},
        {"UnknownLettersAreThemselves", "\\Qa.b\\E", {"QaxbE"}, {"a.b"}},
        {"PropertyNeedsBraces", "\\pL", {"pL"}, {"a"}},
        {"PropertyLongNames", "\\p{Letter}\\p{Decimal_Number}\\p{upper case letter}?", {"a1", "a1B"}, {"1a"}},
        {"PropertyNegations", "\\p{^Lu}\\P{Lu}", {"ab"}, {"Ab", "aB"}},
        {"PropertyOfPosix", "\\p{Alpha}\\p{XDigit}\\p{^Alnum}", {"\u00e9f-"}, {"1f-"}},
        {"PropertyScript", "\\p{Han}+", {"\u6f22"}, {"a"}},
        {"Intersection", "[a-z&&[^aeiou]&&[^x]]+", {"bcd"}, {"abc", "x"}},
        {"IntersectionOfPlainSides", "[a-m&&h-z]", {"h", "m"}, {"a", "z"}},
        {"NegatedIntersection", "[^a-z&&[^aeiou]]", {"a", "1", "\n"}, {"b"}},
        {"IntersectionWithNothing", "[a&&]", {}, {"a", "&"}},
        {"NestedClass", "[a[0-9]b]+", {"a1b"}, {"c"}},
        {"NestedNegatedClass", "[a[^a-z]]", {"a", "1"}, {"b"}},
        {"PosixClassInIntersection", "[[:alpha:]&&[^a]]", {"b"}, {"a", "1"}},
        {"BracketFirstInClass", "[]a]", {"]", "a"}, {"[]a]"}},
        {"HyphenBehindSet", "[\\d-x]+", {"1-x"}, {"y"}},
        {"HyphenBeforeSet", "[a-\\d]+", {"a-1"}, {"b"}},
        {"HyphenAtTheEnds", "[-a-c-]+", {"-abc-"}, {"d"}},
        {"BackspaceInClass", "[\\b]", {"\b"}, {"b"}},
        {"SpecialCharactersInClass", "[.^$|*+?(){}]+", {".^$|*+?(){}"}, {"a"}},
        {"OptionsTakeTheAlternativesBehind", "a(?i)b|c", {"aB", "aC"}, {"C", "c"}},
        {"OptionsEndWithTheGroup", "((?i)a)b", {"Ab"}, {"AB"}},
        {"OptionsTurnedOff", "(?i)a(?-i)b", {"Ab"}, {"AB"}},
        {"Extended", "(?x) a b # (comment\n c\\ [ ]", {"abc  "}, {"abc"}},
        {"ExtendedEndsWithItsGroup", "(?x: a )\\#b c", {"a#b c"}, {"a#bc"}},
        {"Comment", "a(?#b\\)c)d", {"ad"}, {"abcd"}},
        {"RepeatOfRepeat", "a{2}{3}", {"aaaaaa"}, {"aaaaa", "aaaaaaaa"}},
        {"StarOfStar", "a**b+*", {"", "aabb"}, {"c"}},
        {"IntervalFromZero", "a{,2}", {"", "aa"}, {"aaa"}},
        {"IntervalOfOneNumberIsMadeOptional", "a{2}?", {"", "aa"}, {"a"}},
        {"IntervalIsNotPossessive", "a{1,2}+a", {"aa", "aaa", "aaaaaa"}, {"a"}},
        {"IntervalTurnedRoundIsPossessive", "a{2,1}a", {"aaa"}, {"aa"}},
        {"PossessivePlus", "a++a", {}, {"aa"}},
        {"BracesThatAreNone", "a{x}{,}{1,2", {"a{x}{,}{1,2"}, {"a"}},
        {"NamedGroupIsTheOnlyOneNumbered", "(x)(?<n>a)\\k<n>\\g{1}?", {"xaa"}, {"xax"}},
        {"NumberedReferenceByName", "(a|b)\\k<1>\\k<-1>", {"aaa", "bbb"}, {"aab"}},
        {"SubexpressionCall", "(?<x>a|b\\g<x>c)", {"a", "bac", "bbacc"}, {"ba"}},
        {"WholePatternCall", "(?:\\(\\g<0>\\))?", {"", "()", "(())"}, {"(()"}},
        {"Conditional", "(a)?(?(1)b|c)", {"ab", "c"}, {"b", "ac"}},
        {"SharpS", "(?i)stra\u00dfe", {"STRASSE", "Stra\u00dfe", "strasse"}, {"strase"}},
        {"SharpSTheOtherWay", "(?i)ss", {"\u00df", "\u1e9e", "Ss"}, {"s"}},
        {"NoFoldingWithCase", "\u00df", {"\u00df"}, {"ss", "SS"}},
        {"NoFoldingIntoARepetition", "(?i)ss+", {"sss"}, {"\u00df"}},
        {"Ligature", "(?i)of\ufb01ce|\ufb03", {"OFFICE", "FFI"}, {"oce"}},
        {"CodePoints", "\\x41\\u0042\\x{43}\\103\\o{104}\\0411", {"ABCCD!1"}, {"ABC"}},
        {"BytesOfOneCharacter", "\\xc3\\xa9\\xe6\\xbc\\xa2", {"\u00e9\u6f22"}, {}},
        {"ByteThatIsNoCharacter", "\\xe9", {"\u00e9"}, {}},
        {"ControlCharacters", "\\cA\\C-b\\e\\a", {"\x01\x02\x1b\x07"}, {}},
        {"EscapedPunctuation", "\\/\\-\\_\\\"\\@\\:\\<\\>", {"/-_\"@:<>"}, {}},
        {"NewlineSequence", "\\R", {"\n", "\r\n", "\u2028"}, {"\n\r"}},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(JavaAndPcre, RegexDialect,
                         testing::ValuesIn(std::vector<DialectCase>{
                             {"DotAllS", "(?s)a.b", {"a\nb"}, {}},
                             {"UnicodeFlag", "(?iu)\u00e9", {"\u00c9"}, {}},
                             {"PythonNamedGroup", "(?P<n>a)b", {"ab"}, {"b"}},
                             {"CallByNumber", "(?1)(a|b)", {"aa", "ab"}, {"a"}},
                             {"NumberedReferenceBesideNames", "(?<n>a)(b)\\2", {"abb"}, {"aba"}},
                             {"IsPrefix", "\\p{IsAlphabetic}", {"\u00e9"}, {"1"}},
                             {"SurrogatePair", "\\uD83D\\uDE00", {"\U0001F600"}, {}},
                             {"OpenBracketInClass", "[[]+", {"[["}, {}},
                         }),
                         name_of);

INSTANTIATE_TEST_SUITE_P(JavaScript, RegexDialect,
                         testing::ValuesIn(std::vector<DialectCase>{
                             {"BracedCodePoint", "\\u{41}\\u{1F600}", {"A\U0001F600"}, {}},
                             {"EmptyNegatedClass", "[^]+", {"a\nb"}, {""}},
                         }),
                         name_of);

}  // namespace
}  // namespace tally
