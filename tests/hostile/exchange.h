// One body and what is expected of it.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <string>
#include <string_view>

#include "format/read_contract.h"
#include "matching/match.h"

namespace tally::hostile {

inline std::string repeated(std::string_view text, std::size_t count) {
    std::string all;
    all.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

inline model::Body body_of(std::string bytes, std::string type) {
    return {model::BodyState::present, std::move(bytes), std::move(type), model::ContentTypeHint::none};
}

// An expected response with that body; `rules` are those of the body as contract files have them.
inline model::Response expected_body(std::string bytes, const std::string& type,
                                     const std::string& rules = "{}") {
    auto response = format::read_response(R"({"matchingRules":{"body":)" + rules + "}}", "expected",
                                          model::SpecVersion::v4);
    EXPECT_TRUE(response) << response.error().text();
    response->body = body_of(std::move(bytes), type);
    return std::move(*response);
}

inline matching::Mismatches match(const model::Response& expected, std::string bytes) {
    model::Response actual;
    actual.body = body_of(std::move(bytes), expected.body.content_type);
    return matching::match_response(expected, actual);
}

inline std::string sentences(const matching::Mismatches& mismatches) {
    std::string all;
    for (const matching::Mismatch& mismatch : mismatches)
        all += mismatch.location + ": " + mismatch.sentence + "\n";
    return all;
}

// Generous, for slow machines under sanitizers: what has no bound takes minutes and more.
constexpr std::chrono::seconds kSoon{60};

// Counts the time of the processor: what others do on the machine is no fault of ours.
class Stopwatch {
  public:
    std::chrono::duration<double> elapsed() const {
        return std::chrono::duration<double>(static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC);
    }

  private:
    std::clock_t start_ = std::clock();
};

}  // namespace tally::hostile
