// Fresh pairs of an expectation and what came: our verdict and that of the reference core are the same.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "e2e/peers/pairs/generated_pair.h"
#include "e2e/peers/pairs/peer_core.h"
#include "format/read_contract.h"
#include "matching/match.h"
#include "property/cases.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"
#include "verification/message_exchange.h"

namespace tally::pairs {

namespace {

namespace fs = std::filesystem;
using model::SpecVersion;

std::string told(const matching::Mismatches& mismatches) {
    std::string all;
    for (const auto& mismatch : mismatches)
        all += "  " + mismatch.location + ": " + mismatch.sentence + " [" + mismatch.rule + "]\n";
    return all;
}

matching::Mismatches compare(const model::Interaction& expected, const Pair& pair, SpecVersion version) {
    matching::Settings settings;
    settings.version = version;
    settings.strict_compat = true;
    if (pair.side == Side::message) return verification::match_answer(expected, pair.answer, settings);
    const model::HttpExchange& exchange = *expected.http();
    return pair.side == Side::request
               ? matching::match_request(exchange.request, matching::received(pair.came), settings)
               : matching::match_response(exchange.response, matching::received(pair.answer), settings);
}

std::size_t number_of_pairs() {
    constexpr std::size_t few = 60;  // each costs the peer some milliseconds
    return std::getenv("TALLY_CASES") ? property::number_of_cases() : few;
}

class Pairs : public testing::TestWithParam<SpecVersion> {
  protected:
    static fs::path packages() {
        const fs::path script = fs::path(TALLY_REPOSITORY_DIR) / "scripts" / "peers";
        std::string where = testing_support::run_program({.arguments = {script.string(), "--where"}}).output;
        where.erase(where.find_last_not_of('\n') + 1);
        return where;
    }
    testing_support::TemporaryFolder scratch_;
};

}  // namespace

TEST_P(Pairs, OurVerdictIsThatOfTheReferenceCore) {
    const SpecVersion version = GetParam();
    const PeerCore peer(packages(), scratch_.path());
    if (!peer.is_installed()) GTEST_SKIP() << "the peers are not installed: scripts/peers does that";

    std::vector<Pair> pairs;
    const std::uint64_t seed = property::first_seed();
    for (std::uint64_t number = seed; number < seed + number_of_pairs(); ++number) {
        SeededRandom random(number);
        const std::uint64_t sides = version >= SpecVersion::v3 ? 3 : 2;
        pairs.push_back(any_pair(random, version, static_cast<Side>(number % sides), number));
    }
    const auto theirs = peer.verdicts(pairs, version);
    ASSERT_TRUE(theirs) << theirs.error().text();
    ASSERT_EQ(theirs->size(), pairs.size());

    std::size_t matching = 0;
    for (const Pair& pair : pairs) {
        const auto read = format::read_contract(json::to_text(contract_of({pair}, version)), "pair");
        ASSERT_TRUE(read) << read.error().text();
        const matching::Mismatches ours = compare(read->contract.interactions.at(0), pair, version);
        const PeerVerdict& peers = theirs->at(pair.number);
        matching += ours.empty();
        EXPECT_EQ(ours.empty(), peers.agrees)
            << "again with TALLY_SEED=" << pair.number
            << " TALLY_CASES=1: " << json::to_text(pair.interaction) << "\ncame " << pair.came.target << "\n"
            << pair.came.body << pair.answer.body << "\nwe say\n"
            << told(ours) << "the peer says\n"
            << peers.reason;
    }
    // Pairs that all match, or none, would prove little.
    if (pairs.size() >= 50) {
        EXPECT_GT(matching, pairs.size() / 10);
        EXPECT_LT(matching, pairs.size() * 9 / 10);
    }
    std::cout << pairs.size() << " pairs from seed " << seed << ", " << matching << " of them match\n";
}

INSTANTIATE_TEST_SUITE_P(OfVersion, Pairs,
                         testing::Values(SpecVersion::v1, SpecVersion::v2, SpecVersion::v3, SpecVersion::v4),
                         [](const auto& row) {
                             return "V" + std::string(model::to_text(row.param).substr(0, 1));
                         });

}  // namespace tally::pairs
