// Interactions that run more than once, in other orders, and several at a time.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <set>
#include <thread>

#include "unit/verification/small_provider.h"
#include "verification/worker_threads.h"

namespace tally::verification {
namespace {

constexpr const char* kWithState = R"(,"providerStates":[{"name":"s"}])";

std::string many(std::size_t count, const std::string& more = "") {
    std::string interactions;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = std::to_string(i);
        interactions += (i == 0 ? "" : ",") + get(name, "/" + name, more);
    }
    return interactions;
}

// Answers by the number of the call to a path.
struct FickleProvider {
    std::map<std::string, std::size_t> calls;
    std::function<int(const std::string& path, std::size_t call)> status;
    std::unique_ptr<http::Client> client = http::in_process_client([this](const http::Request& request) {
        return http::Response{status(request.target, calls[request.target]++), {}, ""};
    });
};

TEST(Repetition, RunsEverythingAsOftenAsAskedStatesIncluded) {
    Provider provider;
    VerificationSettings settings;
    settings.repetition.repeat = 2;
    settings.teardown = true;
    settings.states = [&](const StateChange& change) -> Result<json::Object> {
        provider.calls.push_back(std::string(action_name(change.action)));
        return json::Object{};
    };
    (void)run(contract(get("a", "/a", kWithState) + "," + get("b", "/b", kWithState)), settings,
              *provider.client);
    const std::vector<std::string> once = {"setup", "GET /a", "teardown", "setup", "GET /b", "teardown"};
    std::vector<std::string> twice = once;
    twice.insert(twice.end(), once.begin(), once.end());
    EXPECT_EQ(provider.calls, twice);
}

TEST(Repetition, TellsOfInteractionsOnceAndInTheOrderOfTheFile) {
    Provider provider;
    VerificationSettings settings;
    settings.repetition = {.repeat = 3, .shuffle = true, .seed = 7};
    const auto outcome = run(contract(many(5)), settings, *provider.client);
    EXPECT_EQ(outcome.events, (std::vector<std::string>{"run", "contract", "0", "1", "2", "3", "4"}));
    EXPECT_EQ(provider.calls.size(), 15u);
}

TEST(Repetition, ThatEndsAlikeEveryTimeIsAsOneRun) {
    FickleProvider provider;
    provider.status = [](const std::string& path, std::size_t) { return path == "/a" ? 200 : 500; };
    VerificationSettings settings;
    settings.repetition.repeat = 4;
    const auto outcome = run(contract(get("a", "/a") + "," + get("b", "/b")), settings, *provider.client);
    const auto& interactions = outcome.result.contracts.at(0).interactions;
    EXPECT_EQ(interactions[0].status, Status::passed);
    EXPECT_FALSE(interactions[0].flaky);
    EXPECT_EQ(interactions[1].status, Status::failed);
    EXPECT_FALSE(interactions[1].flaky);
    EXPECT_EQ(verdict(outcome.result), Verdict::broken);
}

TEST(Repetition, WithDifferentEndingsIsFlakyAndShowsTheFirstThatDidNotPass) {
    FickleProvider provider;
    provider.status = [](const std::string&, std::size_t call) {
        return call == 0 || call == 3 ? 200 : 500 + int(call);
    };
    VerificationSettings settings;
    settings.repetition.repeat = 4;
    const auto outcome = run(contract(get("a", "/a")), settings, *provider.client);
    const auto& result = outcome.result.contracts.at(0).interactions.at(0);
    EXPECT_EQ(result.status, Status::failed);
    ASSERT_TRUE(result.flaky);
    EXPECT_EQ(result.flaky->runs, 4u);
    EXPECT_EQ(result.flaky->failed, 2u);
    EXPECT_EQ(result.flaky->not_run, 0u);
    ASSERT_TRUE(result.exchange);
    EXPECT_EQ(result.exchange->response.status, 501);
    EXPECT_EQ(verdict(outcome.result), Verdict::flaky);
}

TEST(Repetition, OfWhatIsPendingAndFlakyDoesNotFailTheRun) {
    FickleProvider provider;
    provider.status = [](const std::string&, std::size_t call) { return call == 0 ? 200 : 500; };
    VerificationSettings settings;
    settings.repetition.repeat = 2;
    const auto outcome = run(contract(get("a", "/a", R"(,"pending":true)")), settings, *provider.client);
    EXPECT_TRUE(outcome.result.contracts.at(0).interactions.at(0).flaky);
    EXPECT_EQ(verdict(outcome.result), Verdict::verified);
}

TEST(Repetition, IsExaminedWithItsRunsTheirExchangesAndMoreOfThem) {
    FickleProvider provider;
    provider.status = [](const std::string&, std::size_t call) { return call == 1 ? 500 : 200; };
    VerificationSettings settings;
    settings.repetition.repeat = 2;
    CollectedContracts collected;
    collected.contracts.push_back(contract(get("a", "/a")));
    testing_support::FakeClock clock;
    SeededRandom random(1);
    bool examined = false;
    (void)verify(std::move(collected), settings, *provider.client, clock, random, {},
                 [&](const SeveralRuns& seen) {
                     examined = true;
                     ASSERT_EQ(seen.runs.size(), 2u);
                     EXPECT_EQ(seen.runs[0].order, (RunOrder{{0, 0}}));
                     EXPECT_EQ(seen.runs[0].outcomes, std::vector{Status::passed});
                     EXPECT_EQ(seen.runs[1].outcomes, std::vector{Status::failed});
                     ASSERT_NE(seen.exchange_that_passed({0, 0}), nullptr);
                     EXPECT_EQ(seen.exchange_that_passed({0, 0})->response.status, 200);
                     const auto once_more = seen.replay({0, 0});
                     EXPECT_EQ(once_more.status, Status::passed);
                     EXPECT_TRUE(once_more.exchange);
                 });
    EXPECT_TRUE(examined);
    EXPECT_EQ(provider.calls["/a"], 3u);
}

TEST(Shuffle, PutsTheInteractionsOfAllContractsInAnotherOrderThatTheSeedGives) {
    const auto calls = [](std::uint64_t seed) {
        Provider provider;
        VerificationSettings settings;
        settings.repetition = {.repeat = 2, .shuffle = true, .seed = seed};
        CollectedContracts collected;
        collected.contracts.push_back(contract(get("a", "/a") + "," + get("b", "/b") + "," + get("c", "/c")));
        collected.contracts.push_back(contract(get("d", "/d") + "," + get("e", "/e") + "," + get("f", "/f")));
        testing_support::FakeClock clock;
        SeededRandom random(1);
        (void)verify(std::move(collected), settings, *provider.client, clock, random);
        return provider.calls;
    };
    const auto first = calls(1);
    ASSERT_EQ(first.size(), 12u);
    const std::vector<std::string> run_1(first.begin(), first.begin() + 6);
    const std::vector<std::string> run_2(first.begin() + 6, first.end());
    EXPECT_TRUE(std::is_permutation(run_1.begin(), run_1.end(), run_2.begin()));
    EXPECT_NE(run_1, run_2);
    EXPECT_EQ(calls(1), first);
    EXPECT_NE(calls(2), first);
    // Contracts are mixed, in one of a few orders at least
    bool mixed = false;
    for (std::uint64_t seed = 1; seed < 6; ++seed) {
        const auto order = calls(seed);
        std::set<std::string> half(order.begin(), order.begin() + 3);
        mixed = mixed || (half.count("GET /a") + half.count("GET /b") + half.count("GET /c")) % 3 != 0;
    }
    EXPECT_TRUE(mixed);
}

// What providers are asked for when values are made up.
std::vector<std::string> generated_calls(VerificationSettings settings) {
    std::string interactions;
    for (int i = 0; i < 20; ++i) {
        interactions += std::string(i == 0 ? "" : ",") + R"({"type":"Synchronous/HTTP","key":"k)" +
                        std::to_string(i) +
                        R"(","description":"d","request":{"path":"/x","generators":{"path":
                        {"type":"RandomString","size":12}}},"response":{"status":200}})";
    }
    Provider provider;
    (void)run(contract(interactions), settings, *provider.client);
    return provider.calls;
}

TEST(Jobs, DoNotChangeWhatIsSentButForItsOrder) {
    VerificationSettings settings;
    auto one = generated_calls(settings);
    EXPECT_EQ(std::set<std::string>(one.begin(), one.end()).size(), 20u);
    settings.repetition.jobs = 8;
    auto eight = generated_calls(settings);
    std::sort(one.begin(), one.end());
    std::sort(eight.begin(), eight.end());
    EXPECT_EQ(one, eight);
}

TEST(Jobs, RunInteractionsWithoutStatesAtTheSameTimeAndTheOthersAlone) {
    std::mutex mutex;
    std::condition_variable all_there;
    std::size_t inside = 0;
    std::size_t most_with_state = 0;
    const auto client = http::in_process_client([&](const http::Request& request) {
        std::unique_lock lock(mutex);
        ++inside;
        if (request.target.find("/state") == 0) {
            most_with_state = std::max(most_with_state, inside);
            --inside;
            return http::Response{200, {}, ""};
        }
        // The other three have to come before this one goes; a minute is for ever here
        all_there.notify_all();
        const bool together =
            all_there.wait_for(lock, std::chrono::minutes(1), [&] { return inside == 4 || inside == 0; });
        inside = 0;
        return http::Response{together ? 200 : 500, {}, ""};
    });
    VerificationSettings settings;
    settings.repetition.jobs = 4;
    settings.states = [](const StateChange&) -> Result<json::Object> { return json::Object{}; };
    const auto outcome = run(
        contract(get("s1", "/state/1", kWithState) + "," + many(4) + "," + get("s2", "/state/2", kWithState)),
        settings, *client);
    EXPECT_EQ(verdict(outcome.result), Verdict::verified);
    EXPECT_EQ(most_with_state, 1u);
    EXPECT_EQ(outcome.events, (std::vector<std::string>{"run", "contract", "s1", "0", "1", "2", "3", "s2"}));
}

TEST(Jobs, GiveEachInteractionItsOwnResult) {
    Provider provider;
    VerificationSettings settings;
    settings.repetition.jobs = 8;
    const auto outcome = run(contract(many(50) + "," + get("b", "/missing") + "," + get("c", "/c")), settings,
                             *provider.client);
    const auto& interactions = outcome.result.contracts.at(0).interactions;
    for (std::size_t i = 0; i < interactions.size(); ++i) {
        EXPECT_EQ(interactions[i].index, i);
        EXPECT_EQ(interactions[i].status, i == 50 ? Status::failed : Status::passed) << i;
    }
    EXPECT_EQ(outcome.events.size(), 54u);
}

TEST(WorkerThreads, DoEachTaskOnce) {
    for (const std::size_t jobs : {0u, 1u, 3u, 16u}) {
        std::vector<std::atomic<int>> done(100);
        do_in_threads(jobs, done.size(), [&](std::size_t i) { ++done[i]; });
        for (const auto& times : done) EXPECT_EQ(times, 1) << jobs;
    }
}

}  // namespace
}  // namespace tally::verification
