#include "http/retry.h"

#include <gtest/gtest.h>

#include <vector>

namespace tally::http {
namespace {

using std::chrono::milliseconds;

// How long is waited between attempts when the server always answers so.
std::vector<milliseconds> pauses_for(const Response& answer, const RetryPolicy& policy) {
    const auto client = in_process_client([&answer](const Request&) { return answer; });
    std::vector<milliseconds> pauses;
    const auto pause = [&pauses](milliseconds span, std::string_view) { pauses.push_back(span); };
    EXPECT_TRUE(send_with_retries(*client, "http://server", {}, {}, policy, pause));
    return pauses;
}

TEST(Retries, WaitTwiceAsLongEachTime) {
    EXPECT_EQ(pauses_for({500, {}, ""}, {.retries = 4, .longest_delay = milliseconds(3000)}),
              (std::vector{milliseconds(500), milliseconds(1000), milliseconds(2000), milliseconds(3000)}));
}

TEST(Retries, AreForAnswersThatMayBecomeBetter) {
    for (const int status : {200, 302, 400, 401, 404, 409, 422}) {
        EXPECT_TRUE(pauses_for({status, {}, ""}, {}).empty()) << status;
    }
    for (const int status : {408, 429, 500, 503}) {
        EXPECT_EQ(pauses_for({status, {}, ""}, {.retries = 2}).size(), 2u) << status;
    }
}

struct Wish {
    const char* name;
    int status;
    Headers headers;
    RetryAfter honoured;
    milliseconds pause;
};
class RetryAfterHeader : public testing::TestWithParam<Wish> {};
TEST_P(RetryAfterHeader, Row) {
    const auto pauses = pauses_for({GetParam().status, GetParam().headers, ""},
                                   {.retries = 1, .retry_after = GetParam().honoured});
    EXPECT_EQ(pauses, std::vector{GetParam().pause});
}
constexpr const char* kDate = "Wed, 21 Oct 2015 07:28:00 GMT";
INSTANTIATE_TEST_SUITE_P(
    Rows, RetryAfterHeader,
    testing::ValuesIn(std::vector<Wish>{
        {"Seconds", 503, {{"Retry-After", "7"}}, RetryAfter::honoured, milliseconds(7000)},
        {"SecondsBeyondTheLimit", 503, {{"Retry-After", "3600"}}, RetryAfter::honoured, milliseconds(60000)},
        {"Ignored", 429, {{"Retry-After", "7"}}, RetryAfter::ignored, milliseconds(500)},
        {"OnlyOf429", 503, {{"Retry-After", "7"}}, RetryAfter::of_429, milliseconds(500)},
        {"Of429", 429, {{"Retry-After", "7"}}, RetryAfter::of_429, milliseconds(7000)},
        {"Date",
         503,
         {{"Date", kDate}, {"Retry-After", "Wed, 21 Oct 2015 07:28:30 GMT"}},
         RetryAfter::honoured,
         milliseconds(30000)},
        {"DateBeyondTheLimit",
         503,
         {{"Date", kDate}, {"Retry-After", "Thu, 21 Oct 2055 07:28:30 GMT"}},
         RetryAfter::honoured,
         milliseconds(60000)},
        {"DateThatHasPassed",
         503,
         {{"Date", kDate}, {"Retry-After", "Wed, 21 Oct 2015 07:27:30 GMT"}},
         RetryAfter::honoured,
         milliseconds(500)},
        {"DateWithoutTheServersTime", 503, {{"Retry-After", kDate}}, RetryAfter::honoured, milliseconds(500)},
        {"Nonsense", 503, {{"Retry-After", "soon"}}, RetryAfter::honoured, milliseconds(500)},
        {"NegativeSeconds", 503, {{"Retry-After", "-1"}}, RetryAfter::honoured, milliseconds(500)},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tally::http
