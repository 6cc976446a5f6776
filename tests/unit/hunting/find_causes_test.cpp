// Providers with a fault that shows only now and then, and what is found out about it.
#include "hunting/find_causes.h"

#include <map>

#include "unit/verification/small_provider.h"

namespace tally::hunting {
namespace {

using namespace verification;
using Ids = std::vector<std::string>;

// Interactions "a", "b" ... each GET /NAME given the state "of NAME", or another.
std::string interactions(const std::string& names, const std::map<char, std::string>& states = {}) {
    std::string all;
    for (const char name : names) {
        const auto found = states.find(name);
        const std::string state = found == states.end() ? std::string("of ") + name : found->second;
        all += (all.empty() ? "" : ",") + get(std::string(1, name), std::string("/") + name,
                                              R"(,"providerStates":[{"name":")" + state + R"("}])");
    }
    return all;
}

// A provider with a memory. `on_state` and `on_request` say what happens to it.
struct World {
    std::map<std::string, int> memory;
    std::function<void(World&, const std::string& state)> on_state = [](World&, const std::string&) {};
    std::function<http::Response(World&, char name)> on_request;
    std::size_t requests = 0;

    VerificationResult verify_all(const std::string& contract_interactions, Repetition repetition,
                                  HuntLimits limits = {}) {
        VerificationSettings settings;
        settings.repetition = repetition;
        settings.states = [this](const StateChange& change) -> Result<json::Object> {
            on_state(*this, change.state.name);
            return json::Object{};
        };
        const auto client = http::in_process_client([this](const http::Request& request) {
            ++requests;
            return on_request(*this, request.target.at(1));
        });
        CollectedContracts collected;
        collected.contracts.push_back(contract(contract_interactions));
        testing_support::FakeClock clock;
        SeededRandom random(1);
        return verify(std::move(collected), settings, *client, clock, random, {},
                      [&](const SeveralRuns& seen) { find_causes(seen, limits); });
    }
};

const InteractionResult& result_of(const VerificationResult& result, const std::string& id) {
    for (const auto& interaction : result.contracts.at(0).interactions) {
        if (interaction.id == id) return interaction;
    }
    throw std::invalid_argument(id);
}

Ids flaky_ones(const VerificationResult& result) {
    Ids ids;
    for (const auto& interaction : result.contracts.at(0).interactions) {
        if (interaction.flaky) ids.push_back(interaction.id);
    }
    return ids;
}

const http::Response kGood{200, {}, ""};
const http::Response kBad{500, {}, ""};

// "b" fails as long as "a" was the last to change something: every state but its own mends it.
World where_a_breaks_b_until_another_state() {
    World world;
    world.on_state = [](World& self, const std::string& state) {
        if (state != "shared") self.memory["broken"] = 0;
    };
    world.on_request = [](World& self, char name) {
        if (name == 'a') self.memory["broken"] = 1;
        return name == 'b' && self.memory["broken"] == 1 ? kBad : kGood;
    };
    return world;
}
const std::string kNeighbours = interactions("abcdefgh", {{'a', "shared"}, {'b', "shared"}});

TEST(FindCauses, NamesTheOneInteractionAfterWhichAnotherFails) {
    for (std::uint64_t seed = 1; seed < 6; ++seed) {
        World world = where_a_breaks_b_until_another_state();
        const auto result = world.verify_all(kNeighbours, {.repeat = 20, .shuffle = true, .seed = seed});
        EXPECT_EQ(flaky_ones(result), Ids{"b"}) << seed;
        const auto& flaky = *result_of(result, "b").flaky;
        EXPECT_EQ(flaky.cause, FlakyCause::order) << seed;
        EXPECT_EQ(flaky.only_after, Ids{"a"}) << seed;
        EXPECT_EQ(flaky.shared_states, Ids{"shared"}) << seed;
        EXPECT_FALSE(flaky.cut_short) << seed;
        EXPECT_EQ(verdict(result), Verdict::flaky) << seed;
    }
}

TEST(FindCauses, NamesItAlsoWhenTheOtherFailedInEachRunInTheOrderOfTheFile) {
    World world = where_a_breaks_b_until_another_state();
    const auto result = world.verify_all(kNeighbours, {.repeat = 3});
    ASSERT_EQ(flaky_ones(result), Ids{"b"});
    const auto& flaky = *result_of(result, "b").flaky;
    EXPECT_EQ(flaky.runs, 4u);
    EXPECT_EQ(flaky.failed, 3u);
    EXPECT_EQ(flaky.only_after, Ids{"a"});
}

TEST(FindCauses, NamesItAlsoWhenNoOtherRanLast) {
    World world = where_a_breaks_b_until_another_state();
    const auto result =
        world.verify_all(interactions("cab", {{'a', "shared"}, {'b', "shared"}}), {.repeat = 2});
    ASSERT_EQ(flaky_ones(result), Ids{"b"});
    EXPECT_EQ(result_of(result, "b").flaky->only_after, Ids{"a"});
}

TEST(FindCauses, LooksAlsoIntoARunThatWasShuffledOnce) {
    for (std::uint64_t seed = 1; seed < 40; ++seed) {
        World world = where_a_breaks_b_until_another_state();
        const auto result = world.verify_all(kNeighbours, {.repeat = 1, .shuffle = true, .seed = seed});
        if (verdict(result) == Verdict::verified) continue;  // an order that does not show it
        EXPECT_EQ(flaky_ones(result), Ids{"b"});
        EXPECT_EQ(result_of(result, "b").flaky->only_after, Ids{"a"});
        return;
    }
    FAIL() << "no seed shows it";
}

TEST(FindCauses, NamesBothWhereOneIsNotEnough) {
    World world;
    world.on_request = [](World& self, char name) {
        if (name == 'h') self.memory.clear();
        if (name == 'a' || name == 'c') self.memory[std::string(1, name)] = 1;
        return name == 'b' && self.memory.size() == 2 ? kBad : kGood;
    };
    const auto result =
        world.verify_all(interactions("abcdefgh"), {.repeat = 20, .shuffle = true, .seed = 3});
    ASSERT_EQ(flaky_ones(result), Ids{"b"});
    auto flaky = *result_of(result, "b").flaky;
    EXPECT_EQ(flaky.cause, FlakyCause::order);
    std::sort(flaky.only_after.begin(), flaky.only_after.end());
    EXPECT_EQ(flaky.only_after, (Ids{"a", "c"}));
    EXPECT_EQ(flaky.shared_states, Ids());
}

TEST(FindCauses, FindsTheSameCulpritOfSeveral) {
    World world;
    world.on_state = [](World& self, const std::string& state) {
        if (state == "of h") self.memory["broken"] = 0;
    };
    world.on_request = [](World& self, char name) {
        if (name == 'a') self.memory["broken"] = 1;
        return name >= 'b' && name <= 'd' && self.memory["broken"] == 1 ? kBad : kGood;
    };
    const auto result =
        world.verify_all(interactions("abcdefgh"), {.repeat = 10, .shuffle = true, .seed = 3});
    EXPECT_EQ(flaky_ones(result), (Ids{"b", "c", "d"}));
    for (const char* id : {"b", "c", "d"}) EXPECT_EQ(result_of(result, id).flaky->only_after, Ids{"a"}) << id;
}

TEST(FindCauses, NamesTheInteractionThatFailsAfterItself) {
    World world;
    world.on_state = [](World& self, const std::string& state) {
        if (state != "of b") self.memory["sold"] = 0;
    };
    world.on_request = [](World& self, char name) { return name == 'b' && self.memory["sold"]++ > 0 ? kBad : kGood; };
    const auto result = world.verify_all(interactions("abc"), {.repeat = 20, .shuffle = true, .seed = 1});
    ASSERT_EQ(flaky_ones(result), Ids{"b"});
    EXPECT_EQ(result_of(result, "b").flaky->only_after, Ids{"b"});
}

TEST(FindCauses, InfersWhatBrokeAnInteractionForGood) {
    World world;
    world.on_request = [](World& self, char name) {
        if (name == 'a') self.memory["broken"] = 1;
        return name == 'b' && self.memory["broken"] == 1 ? kBad : kGood;
    };
    const auto result = world.verify_all(interactions("bcad"), {.repeat = 3});
    ASSERT_EQ(flaky_ones(result), Ids{"b"});
    const auto& flaky = *result_of(result, "b").flaky;
    EXPECT_EQ(flaky.cause, FlakyCause::order);
    EXPECT_EQ(flaky.only_after, (Ids{"c", "a", "d"}));
    EXPECT_TRUE(flaky.cut_short);
}

http::Response json_answer(const std::string& body) {
    return {200, {{"Content-Type", "application/json"}}, body};
}

std::string price_interaction() {
    return R"({"type":"Synchronous/HTTP","description":"p","key":"p","request":{"path":"/p"},"response":{"status":200,
        "headers":{"Content-Type":["application/json"]},"body":{"content":{"id":1,"price":1.5},"contentType":"application/json","encoded":false},
        "matchingRules":{"body":{"$.id":{"matchers":[{"match":"integer"}]},"$.price":{"matchers":[{"match":"decimal"}]}}}}})";
}

TEST(FindCauses, NamesThePlaceWhereAnswersDiffer) {
    World world;
    world.on_request = [](World& self, char name) {
        if (name != 'p') return kGood;
        const int call = ++self.memory["calls"];
        return json_answer(R"({"id":)" + std::to_string(call) +
                           (call % 3 == 0 ? R"(,"price":"1.5"})" : R"(,"price":1.5})"));
    };
    const auto result = world.verify_all(price_interaction() + "," + interactions("ab"),
                                         {.repeat = 10, .shuffle = true, .seed = 2});
    ASSERT_EQ(flaky_ones(result), Ids{"p"});
    const auto& flaky = *result_of(result, "p").flaky;
    EXPECT_EQ(flaky.cause, FlakyCause::response);
    ASSERT_EQ(flaky.differences.size(), 1u);
    EXPECT_EQ(flaky.differences[0].location, "$.price");
    EXPECT_EQ(flaky.differences[0].one, "1.5");
    EXPECT_EQ(flaky.differences[0].other, "\"1.5\"");
}

TEST(FindCauses, KeepsAFieldThatAlwaysDiffersWhenTheContractIsAboutIt) {
    World world;
    world.on_request = [](World& self, char) {
        const int call = ++self.memory["calls"];
        return json_answer(R"({"id":)" + (call % 4 == 0 ? "null" : std::to_string(call)) +
                           R"(,"price":1.5})");
    };
    const auto result = world.verify_all(price_interaction(), {.repeat = 10});
    ASSERT_EQ(flaky_ones(result), Ids{"p"});
    const auto& flaky = *result_of(result, "p").flaky;
    ASSERT_EQ(flaky.differences.size(), 1u);
    EXPECT_EQ(flaky.differences[0].location, "$.id");
}

TEST(FindCauses, SaysUnknownWhereNothingTells) {
    World world;
    world.on_request = [](World&, char) { return kGood; };
    VerificationSettings settings;
    settings.repetition.repeat = 9;
    int changes = 0;
    settings.states = [&](const StateChange&) -> Result<json::Object> {
        if (++changes % 4 == 0) return Error{ErrorCode::io, "state", "busy", ""};
        return json::Object{};
    };
    const auto client = http::in_process_client([](const http::Request&) { return kGood; });
    CollectedContracts collected;
    collected.contracts.push_back(contract(interactions("a")));
    testing_support::FakeClock clock;
    SeededRandom random(1);
    const auto result = verify(std::move(collected), settings, *client, clock, random, {},
                               [](const SeveralRuns& seen) { find_causes(seen); });
    ASSERT_EQ(flaky_ones(result), Ids{"a"});
    const auto& flaky = *result_of(result, "a").flaky;
    EXPECT_EQ(flaky.cause, FlakyCause::unknown);
    EXPECT_EQ(flaky.not_run, 2u);
    EXPECT_EQ(flaky.failed, 0u);
}

TEST(FindCauses, LeavesAloneWhatAlwaysFails) {
    World world;
    world.on_request = [](World&, char name) { return name == 'b' ? kBad : kGood; };
    const auto result = world.verify_all(interactions("abc"), {.repeat = 5, .shuffle = true, .seed = 1});
    EXPECT_EQ(flaky_ones(result), Ids());
    EXPECT_EQ(verdict(result), Verdict::broken);
}

TEST(FindCauses, EndsAtItsLimitAndSaysSo) {
    for (const std::size_t limit : {1u, 5u, 12u, 20u, 30u, 60u}) {
        World world = where_a_breaks_b_until_another_state();
        const auto result =
            world.verify_all(kNeighbours, {.repeat = 10, .shuffle = true, .seed = 1}, {limit, limit});
        ASSERT_EQ(flaky_ones(result), Ids{"b"}) << limit;
        EXPECT_LE(world.requests, 80 + limit);
        const auto& flaky = *result_of(result, "b").flaky;
        EXPECT_TRUE(flaky.cut_short || flaky.only_after == Ids{"a"}) << limit;
    }
}

}  // namespace
}  // namespace tally::hunting
