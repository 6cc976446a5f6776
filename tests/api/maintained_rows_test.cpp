// Whatever is written in whatever order: the maintained rows are what a rebuild from the facts gives.
#include "api/broker_fixture.h"
#include "storage/consistency.h"

namespace tally::testing_support {

namespace {

constexpr int kOperations = 400;

class MaintainedRows : public BrokerTest, public testing::WithParamInterface<int> {
  protected:
    void step(SeededRandom& random, int number) {
        const auto any = [&](std::vector<std::string> choices) {
            return choices[static_cast<std::size_t>(
                random.between(0, static_cast<std::int64_t>(choices.size()) - 1))];
        };
        const auto name = any({"Foo", "Bar", "Web"});
        const auto version = any({"1", "2", "3", "4", "5", "6"});
        const auto other = any({"main", "feat", "prod"});
        const auto url = "/pacticipants/" + name + "/versions/" + version;
        switch (random.between(0, 14)) {
            case 0:
            case 1:
                put("/pacticipants/" + name + "/branches/" + other + "/versions/" + version);
                break;
            case 2:
            case 3:
                put(url + "/tags/" + other);
                break;
            case 4:
                publish(name, version, any({"Bar", "Web"}), "/" + std::to_string(random.between(0, 2)));
                break;
            case 5:
            case 6:
            case 7:
                result(name, version, any({"Bar", "Web"}), any({"1", "2", "3"}), random.between(0, 2) != 0);
                break;
            case 8:
                remove(url + "/tags/" + other);
                break;
            case 9:
                remove("/pacticipants/" + name + "/branches/" + other + "/versions/" + version);
                break;
            case 10:
                remove(results_.empty() ? url : results_[results_.size() - 1 - results_.size() / 3]);
                break;
            case 11:
                place(name, version, "deployed-versions", any({R"({"target":"blue"})", "{}"}));
                break;
            case 12:
                place(name, version, "released-versions", "{}");
                break;
            case 13:
                if (!placements_.empty()) {
                    patch(placements_[static_cast<std::size_t>(number) % placements_.size()],
                          R"({"currentlyDeployed":false,"currentlySupported":false})");
                }
                break;
            default:
                rarely(random, name, other, url);
        }
        clock_.advance(std::chrono::seconds(1));
    }

    std::vector<std::string> environments_;

  private:
    void rarely(SeededRandom& random, const std::string& name, const std::string& branch,
                const std::string& version_url) {
        switch (random.between(0, 5)) {
            case 0:
                remove("/pacticipants/" + name);
                break;
            case 1:
                remove("/pacticipants/" + name + "/branches/" + branch);
                break;
            case 2:
                remove("/environments/" + environments_.back());
                environments_.back() = create_environment("prod");
                break;
            default:
                remove(version_url);
        }
    }

    void result(const std::string& consumer, const std::string& version, const std::string& provider,
                const std::string& provider_version, bool success) {
        const auto contract =
            get("/pacts/provider/" + provider + "/consumer/" + consumer + "/version/" + version);
        if (contract.status() != 200) return;
        const auto reply = post(path_of(contract.href("pb:publish-verification-results")),
                                std::string(R"({"success":)") + (success ? "true" : "false") +
                                    R"(,"providerApplicationVersion":")" + provider_version + "\"}");
        results_.push_back(path_of(reply.href("self")));
    }

    void place(const std::string& name, const std::string& version, const std::string& kind,
               const std::string& body) {
        for (const auto& uuid : environments_) {
            const auto reply = post(
                "/pacticipants/" + name + "/versions/" + version + "/" + kind + "/environment/" + uuid, body);
            if (reply.status() < 300) placements_.push_back(path_of(reply.href("self")));
        }
    }

    std::vector<std::string> results_;
    std::vector<std::string> placements_;
};

TEST_P(MaintainedRows, AreWhatARebuildGives) {
    SeededRandom random(static_cast<std::uint64_t>(GetParam()));
    environments_ = {create_environment("test"), create_environment("prod")};
    for (int i = 0; i < kOperations; ++i) {
        step(random, i);
        if (i % 10 != 9) continue;
        const auto [maintained, rebuilt] = compare_with_rebuild(*database_);
        ASSERT_EQ(maintained, rebuilt) << "after operation " << i;
    }
}
INSTANTIATE_TEST_SUITE_P(Seeds, MaintainedRows, testing::Range(1, 5));

}  // namespace

}  // namespace tally::testing_support
