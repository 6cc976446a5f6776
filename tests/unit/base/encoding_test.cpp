#include "base/encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace tally::encoding {
namespace {

struct Base64Case {
    const char* name;
    std::string bytes;
    const char* text;
    const char* url_text;
};
class Base64 : public testing::TestWithParam<Base64Case> {};

TEST_P(Base64, IsWrittenAndReadBack) {
    const Base64Case& row = GetParam();
    EXPECT_EQ(base64(row.bytes), row.text);
    EXPECT_EQ(base64_url(row.bytes), row.url_text);
    EXPECT_EQ(from_base64(row.text), row.bytes);
    EXPECT_EQ(from_base64_url(row.url_text), row.bytes);
}

INSTANTIATE_TEST_SUITE_P(Rows, Base64,
                         testing::ValuesIn(std::vector<Base64Case>{
                             {"Empty", "", "", ""},
                             {"OneByte", "f", "Zg==", "Zg"},
                             {"TwoBytes", "fo", "Zm8=", "Zm8"},
                             {"ThreeBytes", "foo", "Zm9v", "Zm9v"},
                             {"FourBytes", "foob", "Zm9vYg==", "Zm9vYg"},
                             {"AllBits", "\xfb\xff\xfe", "+//+", "-__-"},
                             {"NulBytes", std::string(2, '\0'), "AAA=", "AAA"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(Base64Reading, RefusesWhatIsNotBase64) {
    for (const char* text :
         {"Zg", "Zg=", "Zg===", "Z", "Zm9v\n", "Z g=", "-__-", "====", "Zh==", "Zg==Zg=="}) {
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
    }
    for (const char* text : {"Z", "+//+", "Zg=", "Zh"})
        EXPECT_EQ(from_base64_url(text), std::nullopt) << text;
}

TEST(Base64Reading, TakesPaddingOrNoneInUrls) {
    EXPECT_EQ(from_base64_url("Zg=="), "f");
    EXPECT_EQ(from_base64_url("Zg"), "f");
}

TEST(Hex, IsLowerCase) {
    EXPECT_EQ(hex(std::string_view("\x00\x1f\xab", 3)), "001fab");
}

TEST(Sha1, AgreesWithPublishedDigests) {
    EXPECT_EQ(sha1_hex(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    EXPECT_EQ(sha1_hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST(PercentEncoding, KeepsOnlyUnreservedCharacters) {
    EXPECT_EQ(percent_encoded("aZ09-._~"), "aZ09-._~");
    EXPECT_EQ(percent_encoded("a b/c+d&\xc3\xa9"), "a%20b%2Fc%2Bd%26%C3%A9");
}

TEST(PercentDecoding, LeavesMalformedSequencesAlone) {
    EXPECT_EQ(percent_decoded("a%20b%2fc"), "a b/c");
    EXPECT_EQ(percent_decoded("100%"), "100%");
    EXPECT_EQ(percent_decoded("%4"), "%4");
    EXPECT_EQ(percent_decoded("%zz%41"), "%zzA");
    EXPECT_EQ(percent_decoded("a+b"), "a+b");
}

TEST(FormEncoding, WritesBlanksAsPlus) {
    EXPECT_EQ(form_encoded("a b+c"), "a+b%2Bc");
    EXPECT_EQ(form_decoded("a+b%2Bc"), "a b+c");
}

}  // namespace
}  // namespace tally::encoding
