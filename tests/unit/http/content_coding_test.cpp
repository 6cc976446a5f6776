#include "http/content_coding.h"

#include <gtest/gtest.h>

namespace tally::http {
namespace {

// {"id":11} in each form, and two joined files.
const std::string kGzip(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xab\x56\xca\x4c\x51\xb2\x32\x34\xac\x05\x00\xc2\x89\x30\x4b\x09"
    "\x00\x00\x00",
    29);
const std::string kZlib("\x78\x9c\xab\x56\xca\x4c\x51\xb2\x32\x34\xac\x05\x00\x0d\xa7\x02\xa6", 17);
const std::string kRaw("\xab\x56\xca\x4c\x51\xb2\x32\x34\xac\x05\x00", 11);
constexpr const char* kPlain = R"({"id":11})";

Response with(const std::string& coding, const std::string& body) {
    return {200, {{"Content-Encoding", coding}}, body};
}

struct Coding {
    const char* name;
    const char* coding;
    std::string body;
    std::string decoded;  // or "": left as it is
};
class DecodedBody : public testing::TestWithParam<Coding> {};
TEST_P(DecodedBody, Row) {
    const auto decoded = decoded_body(with(GetParam().coding, GetParam().body), 1000);
    ASSERT_TRUE(decoded) << decoded.error().text();
    EXPECT_EQ(decoded->value_or(""), GetParam().decoded);
}
INSTANTIATE_TEST_SUITE_P(Rows, DecodedBody,
                         testing::ValuesIn(std::vector<Coding>{
                             {"Gzip", "gzip", kGzip, kPlain},
                             {"GzipByItsOldName", "x-gzip", kGzip, kPlain},
                             {"InAnyCase", "GZIP", kGzip, kPlain},
                             {"Deflate", "deflate", kZlib, kPlain},
                             {"DeflateWithoutItsWrapper", "deflate", kRaw, kPlain},
                             {"JoinedFiles", "gzip", kGzip + kGzip, std::string(kPlain) + kPlain},
                             {"SomethingAfterTheEnd", "gzip", kGzip + "garbage", kPlain},
                             {"Identity", "identity", kPlain, ""},
                             {"WithIdentity", "identity, gzip", kGzip, kPlain},
                             {"Unknown", "zstd", kGzip, ""},
                             {"UnknownBesideKnown", "br, gzip", kGzip, ""},
                             {"EmptyBody", "gzip", "", ""},
                         }),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(DecodedBodies, HaveNoCodingWithoutAHeader) {
    const auto decoded = decoded_body({200, {}, kGzip}, 1000);
    ASSERT_TRUE(decoded);
    EXPECT_FALSE(decoded->has_value());
}

struct Broken {
    const char* name;
    const char* coding;
    std::string body;
    ErrorCode code;
    const char* what;
};
class BrokenCoding : public testing::TestWithParam<Broken> {};
TEST_P(BrokenCoding, IsAnError) {
    const auto decoded = decoded_body(with(GetParam().coding, GetParam().body), 8);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().code, GetParam().code);
    EXPECT_EQ(decoded.error().what, GetParam().what);
}
INSTANTIATE_TEST_SUITE_P(Rows, BrokenCoding,
                         testing::ValuesIn(std::vector<Broken>{
                             {"NotCompressed", "gzip", kPlain, ErrorCode::malformed,
                              "the body is said to be gzip, but is not"},
                             {"NeitherWay", "deflate", "{\"id\":11}", ErrorCode::malformed,
                              "the body is said to be deflate, but is not"},
                             {"CutOff", "gzip", kGzip.substr(0, 14), ErrorCode::malformed,
                              "the gzip body ends before it is complete"},
                             {"CutOffInItsHead", "gzip", kGzip.substr(0, 5), ErrorCode::malformed,
                              "the gzip body ends before it is complete"},
                             {"TooLarge", "gzip", kGzip, ErrorCode::too_large,
                              "the response is larger than 8 bytes once it is decompressed"},
                         }),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(BrokenCodings, AreSeenByTheirSum) {
    const auto decoded = decoded_body(with("gzip", kGzip.substr(0, 21) + "xxxx" + kGzip.substr(25)), 1000);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().what, "the body is said to be gzip, but is not");
}

}  // namespace
}  // namespace tally::http
