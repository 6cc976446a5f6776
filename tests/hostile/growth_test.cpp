// Bodies of very many small pieces: the cost grows with their number, not with its square.
#include "hostile/exchange.h"

namespace tally::hostile {
namespace {

constexpr std::size_t kMany = 100'000;

struct ManyCase {
    const char* name;
    const char* type;
    std::string (*piece)(const std::string& number);
    const char* before;
    const char* after;
};
class ManyPieces : public testing::TestWithParam<ManyCase> {};

std::string body(const ManyCase& row) {
    std::string text = row.before;
    for (std::size_t i = 0; i < kMany; ++i) text += row.piece(std::to_string(i));
    return text + row.after;
}

TEST_P(ManyPieces, AreComparedInLinearTime) {
    const std::string text = body(GetParam());
    const model::Response expected = expected_body(text, GetParam().type);
    const Stopwatch watch;
    EXPECT_EQ(sentences(match(expected, text)), "");
    EXPECT_LT(watch.elapsed(), kSoon / 2);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ManyPieces,
    testing::ValuesIn(std::vector<ManyCase>{
        {"JsonMembers", "application/json", [](const std::string& n) { return "\"k" + n + "\":1,"; }, "{",
         "\"last\":1}"},
        {"JsonElements", "application/json", [](const std::string& n) { return n + ","; }, "[", "1]"},
        {"FormParameters", "application/x-www-form-urlencoded",
         [](const std::string& n) { return "k" + n + "=1&"; }, "", "last=1"},
        {"ValuesOfOneParameter", "application/x-www-form-urlencoded",
         [](const std::string& n) { return "k=" + n + "&"; }, "", "last=1"},
        {"XmlElements", "application/xml", [](const std::string& n) { return "<k>" + n + "</k>"; }, "<a>",
         "</a>"},
        {"XmlElementsOfDifferentNames", "application/xml",
         [](const std::string& n) { return "<k" + n + "/>"; }, "<a>", "</a>"},
        {"XmlAttributes", "application/xml", [](const std::string& n) { return " k" + n + "='1'"; }, "<a",
         "/>"},
        {"MultipartParts", "multipart/form-data; boundary=b",
         [](const std::string& n) {
             return "--b\r\nContent-Disposition: form-data; name=\"k" + n + "\"\r\n\r\n1\r\n";
         },
         "", "--b--"},
        {"MultipartPartsOfOneName", "multipart/form-data; boundary=b",
         [](const std::string& n) {
             return "--b\r\nContent-Disposition: form-data; name=\"k\"\r\n\r\n" + n + "\r\n";
         },
         "", "--b--"},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::hostile
