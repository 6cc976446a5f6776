// A broker of a large company: the questions about deployments stay questions about what is current, however
// long the history is.
#include <chrono>
#include <iostream>

#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

constexpr int kApplications = 300;
constexpr int kVersions = 20;  // of each, before the one that runs in production

class LargeBroker : public BrokerTest {
  protected:
    static Settings without_name_checks() {
        Settings settings;
        settings.check_for_look_alike_names = false;
        return settings;
    }
    LargeBroker() : BrokerTest(without_name_checks()) {}

    // Every application consumes the hub, and the hub consumes every application; half of the contracts
    // change from version to version.
    void SetUp() override {
        const auto prod = create_environment("prod", true);
        for (int n = 0; n < kApplications; ++n) {
            const auto name = "app" + std::to_string(n);
            for (int v = 1; v <= kVersions; ++v) {
                const auto version = std::to_string(v);
                publish(name, version, "hub", "/" + name + "/" + std::to_string(n % 2 == 0 ? v : 1));
                verify(name, version, "hub", version);
            }
            deploy(name, std::to_string(kVersions), prod);
            publish("hub", std::to_string(kVersions), name, "/from-hub");
            verify("hub", std::to_string(kVersions), name, std::to_string(kVersions));
        }
        deploy("hub", std::to_string(kVersions), prod);
    }

    void expect_quick(const char* what, const std::string& target, std::int64_t rows) {
        constexpr int kTimes = 5;
        auto best = std::chrono::steady_clock::duration::max();
        for (int i = 0; i < kTimes; ++i) {
            const auto begin = std::chrono::steady_clock::now();
            const auto reply = get(target);
            best = std::min(best, std::chrono::steady_clock::now() - begin);
            ASSERT_EQ(reply.status(), 200) << reply.response.body.substr(0, 500);
            EXPECT_EQ(json::to_text(reply.at("summary.deployable")), "true")
                << reply.text("summary.reason").substr(0, 500);
            EXPECT_EQ(reply.at("summary.success").integer(), rows) << what;
        }
        const auto milliseconds =
            std::chrono::duration_cast<std::chrono::microseconds>(best).count() / 1000.0;
        std::cout << what << ": " << milliseconds << " ms for " << rows << " rows\n";
        EXPECT_LT(milliseconds, 2000) << what;  // ten times what a busy machine takes
    }
};

TEST_F(LargeBroker, AnswersWithoutReadingHistory) {
    expect_quick("one application", "/can-i-deploy?pacticipant=app7&version=20&environment=prod", 2);
    expect_quick("hub", "/can-i-deploy?pacticipant=hub&version=20&environment=prod", 2 * kApplications);
    expect_quick("hub, as the command line asks",
                 "/matrix?q[][pacticipant]=hub&q[][version]=20&latestby=cvp&environment=prod",
                 2 * kApplications);
    expect_quick("hub, explained", "/can-i-deploy/explained?pacticipant=hub&version=20&environment=prod",
                 2 * kApplications);
}

}  // namespace

}  // namespace tally::testing_support
