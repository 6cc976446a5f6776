// Variants in a contract that our own consumer tests recorded, and providers that show them or do not.
#include "verification/witnesses.h"

#include <map>

#include "support/raw_client.h"
#include "support/temporary_folder.h"
#include "tally/consumer.h"
#include "unit/verification/small_provider.h"

namespace tally::verification {
namespace {

using namespace tally::matchers;
using Lines = std::vector<std::string>;

class Witnesses : public testing::Test {
  protected:
    Witnesses() {
        testing_support::TemporaryFolder folder;
        tally::Contract contract("web-shop", "catalogue");
        contract.write_to(folder.path().string());
        contract.upon_receiving("product 10")
            .with_request("GET", "/products/10")
            .will_respond_with(200)
            .header("ETag", optional("\"1\"", given("no version")))
            .json_body(
                {{"note", optional(like("fragile"), given("no note"))},
                 {"rating", nullable(integer(3), given("not rated"))},
                 {"offers", each_like({{"price", decimal(1.5)},
                                       {"old", optional(decimal(2.5), given("never reduced"))}},
                                      at_least(0), given("no offers"))},
                 {"unit", any_of({like("piece"), {{{"length", decimal(2.5)}}, given("by the metre")}})}});
        const auto outcome = contract.run([](const MockServer& mock) {
            testing_support::RawClient client(mock.port());
            client.send("GET /products/10 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            (void)client.receive_response();
        });
        EXPECT_TRUE(outcome.passed()) << outcome.text();
        text_ = folder.read("web-shop-catalogue.json");
    }

    LoadedContract recorded() const {
        auto read = format::read_contract(text_, "web-shop-catalogue.json");
        EXPECT_TRUE(read) << read.error().text();
        return {"web-shop-catalogue.json", text_, std::move(read->contract), {}, std::nullopt};
    }

    // What the provider answers in each state; in others with everything.
    std::map<std::string, http::Response> answers_ = {
        {"", answer(kNote, "3", kOffers, R"("piece")")},
        {"no version",
         {200, {{"Content-Type", "application/json"}}, body(kNote, "3", kOffers, R"("piece")")}},
        {"no note", answer("", "3", kOffers, R"("piece")")},
        {"not rated", answer(kNote, "null", kOffers, R"("piece")")},
        {"never reduced", answer(kNote, "3", R"({"price":1.5,"old":2.5},{"price":2.5})", R"("piece")")},
        {"no offers", answer(kNote, "3", "", R"("piece")")},
        {"by the metre", answer(kNote, "3", kOffers, R"({"length":1.25})")}};

    static constexpr const char* kNote = R"("note":"heavy",)";
    static constexpr const char* kOffers = R"({"price":9.5,"old":10.5})";
    static std::string body(const std::string& note, const std::string& rating, const std::string& offers,
                            const std::string& unit) {
        return "{" + note + R"("rating":)" + rating + R"(,"offers":[)" + offers + R"(],"unit":)" + unit + "}";
    }
    static http::Response answer(const std::string& note, const std::string& rating,
                                 const std::string& offers, const std::string& unit) {
        return {
            200, {{"Content-Type", "application/json"}, {"ETag", "\"1\""}}, body(note, rating, offers, unit)};
    }

    VerificationResult verify_all(VerificationSettings settings = {}) {
        std::string state;
        settings.states = [&](const StateChange& change) -> Result<json::Object> {
            state = change.state.name;
            return json::Object{};
        };
        const auto client = http::in_process_client([&](const http::Request&) { return answers_.at(state); });
        return run(recorded(), settings, *client).result;
    }

    static Lines lines(const VerificationResult& result) {
        Lines all;
        for (const auto& variant : result.unwitnessed)
            all.push_back(variant.consumer + ", " + variant.description + ", " + variant.variant + ": " +
                          variant.why);
        return all;
    }

    std::string text_;
};

TEST_F(Witnesses, AreTheResponsesOfAProviderThatShowsEveryVariant) {
    const auto result = verify_all();
    EXPECT_EQ(lines(result), Lines());
    EXPECT_EQ(verdict(result), Verdict::verified);
    EXPECT_EQ(count(result).passed, 7u);
}

TEST_F(Witnesses, AreMissingWhereAMemberComesAllTheSame) {
    answers_["no note"] = answers_[""];
    const auto result = verify_all();
    EXPECT_EQ(count(result).passed, 7u);
    EXPECT_EQ(lines(result), (Lines{"web-shop, product 10, without $.note: $.note came all the same"}));
    EXPECT_EQ(verdict(result), Verdict::verified);
}

TEST_F(Witnesses, AreMissingWhereAHeaderComesAllTheSame) {
    answers_["no version"] = answers_[""];
    EXPECT_EQ(lines(verify_all()),
              (Lines{"web-shop, product 10, without header ETag: header ETag came all the same"}));
}

TEST_F(Witnesses, AreMissingWhereAMemberIsInEveryItemOfAList) {
    answers_["never reduced"] = answers_[""];
    EXPECT_EQ(lines(verify_all()),
              (Lines{"web-shop, product 10, without $.offers[*].old: $.offers[*].old came all the same"}));
}

TEST_F(Witnesses, AreMissingOfInteractionsThatFailed) {
    answers_["not rated"] = answers_[""];
    answers_["by the metre"] = answers_[""];
    EXPECT_EQ(lines(verify_all()),
              (Lines{"web-shop, product 10, with $.rating null: its interaction failed",
                     "web-shop, product 10, with alternative 2 of $.unit: its interaction failed"}));
}

TEST_F(Witnesses, BreakARunThatRequiresThem) {
    answers_["no note"] = answers_[""];
    VerificationSettings settings;
    settings.witness_required = true;
    EXPECT_EQ(verdict(verify_all(settings)), Verdict::broken);
}

TEST_F(Witnesses, AreMissingOfWhatAFilterLeftOut) {
    VerificationSettings settings;
    settings.filters.description = Regex::compile("without").value();
    const Lines all = lines(verify_all(settings));
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[0],
              "web-shop, product 10, with everything: its interaction was left out (--filter-description)");
}

TEST_F(Witnesses, AreMissingOfTheInteractionWithEverythingThatTheContractLacks) {
    auto loaded = recorded();
    auto& interactions = loaded.contract.interactions;
    std::erase_if(interactions, [](const auto& interaction) {
        return interaction.description != "product 10 (without $.note)";
    });
    ASSERT_EQ(interactions.size(), 1u);
    const auto client = http::in_process_client([&](const http::Request&) { return answers_.at("no note"); });
    EXPECT_EQ(lines(run(std::move(loaded), {}, *client).result),
              (Lines{"web-shop, product 10, with everything: the contract has no such interaction"}));
}

TEST_F(Witnesses, AreNotAskedForOfPendingInteractions) {
    auto loaded = recorded();
    for (auto& interaction : loaded.contract.interactions) interaction.pending = true;
    const auto client = http::in_process_client([&](const http::Request&) { return answers_.at(""); });
    EXPECT_EQ(lines(run(std::move(loaded), {}, *client).result), Lines());
}

TEST(WitnessesOfAForm, AreMissingWhereTheMatchingAcceptsAnotherForm) {
    const auto interaction = [](const std::string& key, const std::string& body,
                                const std::string& comments) {
        return R"({"type":"Synchronous/HTTP","description":")" + key + R"(","key":")" + key + R"(",)" +
               comments +
               R"("request":{"path":"/a"},"response":{"status":200,"headers":{"Content-Type":["application/json"]},"body":{"content":)" +
               body +
               R"(,"contentType":"application/json","encoded":false},"matchingRules":{"body":{"$.a":{"matchers":[{"match":"type"}]}}}}})";
    };
    Provider provider;
    provider.answer.body = R"({"a":[1]})";
    const auto outcome =
        run(contract(interaction("k", R"({"a":[1]})", "") + "," +
                     interaction("v", R"({"a":[]})",
                                 R"("comments":{"tally":{"variant_of":"k","variant":"with $.a empty"}},)")),
            {}, *provider.client);
    EXPECT_EQ(count(outcome.result).passed, 2u);
    ASSERT_EQ(outcome.result.unwitnessed.size(), 1u);
    EXPECT_EQ(outcome.result.unwitnessed[0].why, "$.a was not empty");
}

TEST_F(Witnesses, MayComeInOneOfSeveralRuns) {
    VerificationSettings settings;
    settings.repetition.repeat = 2;
    std::string state;
    int times = 0;
    settings.states = [&](const StateChange& change) -> Result<json::Object> {
        state = change.state.name;
        if (state == "no note" && ++times == 1) state = "";
        return json::Object{};
    };
    const auto client = http::in_process_client([&](const http::Request&) { return answers_.at(state); });
    EXPECT_EQ(lines(run(recorded(), settings, *client).result), Lines());
}

}  // namespace
}  // namespace tally::verification
