// After every one of many random operations the broker answers what the model says.
#include "api/model.h"
#include "api/broker_fixture.h"
#include "contracts/selection_metadata.h"
#include "storage/test_database.h"

#ifndef TALLY_MODEL_SEEDS
#define TALLY_MODEL_SEEDS 2
#endif

namespace tally::testing_support {

namespace {

// A server takes ten times as long for a question as a database in this process.
int operations() {
    const bool is_short = TALLY_MODEL_SEEDS <= 2 && tests_run_on_postgres();
    return is_short ? 100 : 500;
}

class ModelComparison : public BrokerTest, public testing::WithParamInterface<int> {
  protected:
    ModelComparison() : BrokerTest(settings()) {}
    static Settings settings() {
        Settings settings;
        settings.use_first_tag_as_branch = false;  // depends on the time of day, and has tests of its own
        return settings;
    }

    void SetUp() override {
        for (const auto* name : {"test", "prod"}) environments_[name] = create_environment(name);
    }

    std::string any(const std::vector<std::string>& choices) {
        return choices[static_cast<std::size_t>(
            random_.between(0, static_cast<std::int64_t>(choices.size()) - 1))];
    }
    std::string any_pacticipant() { return any({"Foo", "Bar", "Web"}); }
    std::string any_version() { return any({"1", "2", "3", "4", "5"}); }
    std::string any_branch() { return any({"main", "feat", "fix"}); }
    std::string any_tag() { return any({"main", "live", "old"}); }
    std::string any_environment() { return any({"test", "prod"}); }

    // One operation on both sides; what it was.
    std::string operate() {
        const auto name = any_pacticipant();
        const auto number = any_version();
        const auto url = "/pacticipants/" + name;
        clock_.advance(std::chrono::seconds(1));
        switch (random_.between(0, 12)) {
            case 0:
            case 1: {
                const auto branch = any_branch();
                put(url + "/branches/" + branch + "/versions/" + number);
                model_.put_on_branch(name, number, branch);
                return "branch " + name + " " + number + " " + branch;
            }
            case 2:
            case 3: {
                const auto tag = any_tag();
                put(url + "/versions/" + number + "/tags/" + tag);
                model_.tag(name, number, tag);
                return "tag " + name + " " + number + " " + tag;
            }
            case 4:
            case 5: {
                const auto provider = any({"Foo", "Bar"});
                const int content = static_cast<int>(random_.between(1, 3));
                const auto reply = publish(name, number, provider, "/" + std::to_string(content));
                const bool accepted = model_.publish(name, number, provider, content);
                EXPECT_EQ(reply.status() < 300, accepted) << reply.response.body;
                return "publish " + name + " " + number + " " + provider + " " + std::to_string(content);
            }
            case 6:
            case 7:
            case 8:
                return verify_something();
            case 9: {
                if (!model_.has_version(name, number)) return "nothing";
                const auto environment = any_environment();
                const auto instance = any({"", "blue"});
                deploy(name, number, environments_[environment], instance);
                model_.deploy(name, number, environment, instance);
                return "deploy " + name + " " + number + " " + environment + " " + instance;
            }
            case 10: {
                if (!model_.has_version(name, number)) return "nothing";
                const auto environment = any_environment();
                release(name, number, environments_[environment]);
                model_.release(name, number, environment);
                return "release " + name + " " + number + " " + environment;
            }
            case 11: {
                const auto branch = any_branch();
                const auto tag = any_tag();
                remove(url + "/branches/" + branch + "/versions/" + number);
                model_.take_from_branch(name, number, branch);
                remove(url + "/versions/" + number + "/tags/" + tag);
                model_.untag(name, number, tag);
                return "take " + name + " " + number + " from " + branch + " and " + tag;
            }
            default:
                if (random_.between(0, 2) != 0) return "nothing";
                remove(url + "/versions/" + number);
                model_.delete_version(name, number);
                return "delete " + name + " " + number;
        }
    }

    std::string verify_something() {
        const auto consumer = any_pacticipant();
        const auto number = any_version();
        const auto provider = any({"Foo", "Bar"});
        const auto* publication = model_.find(consumer, number, provider);
        if (publication == nullptr) return "nothing";
        const auto provider_version = any_version();
        const bool success = random_.between(0, 3) != 0;
        const bool wip = random_.between(0, 3) == 0;
        const auto pact = get("/pacts/provider/" + provider + "/consumer/" + consumer + "/version/" + number);
        auto target = path_of(pact.href("pb:pact-version"));
        if (wip) {
            contracts::SelectionMetadata metadata;
            metadata.wip = true;
            target += "/metadata/" + contracts::to_segment(metadata);
        }
        const auto reply = post(target + "/verification-results",
                                std::string(R"({"success":)") + (success ? "true" : "false") +
                                    R"(,"providerApplicationVersion":")" + provider_version + "\"}");
        EXPECT_EQ(reply.status(), 201) << reply.response.body;
        model_.verify(*publication, provider_version, success, wip);
        return "verify " + consumer + " " + number + " " + provider + " " + provider_version;
    }

    // Consumer and content of each contract that is to be verified, as "Foo(3)"; with ":p" when pending and
    // ":w" when it is work in progress.
    std::string selected(const std::string& provider, const std::string& body) {
        const auto reply = post("/pacts/provider/" + provider + "/for-verification", body);
        if (reply.status() == 404) return "";
        EXPECT_EQ(reply.status(), 200) << reply.response.body;
        std::vector<std::string> all;
        for (const auto& pact : *reply.at("_embedded.pacts").array()) {
            const auto title = *pact.find("_links")->find("self")->find("name")->string();
            const auto begin = title.find("between ") + 8;
            auto one = title.substr(begin, title.find(") and") + 1 - begin);
            one.erase(one.find(' '), 1);
            const auto& properties = *pact.find("verificationProperties");
            const auto is_true = [&](const char* name) {
                const auto* value = properties.find(name);
                return value != nullptr && value->boolean() != nullptr && *value->boolean();
            };
            if (is_true("wip")) {
                one += ":w";
            } else if (is_true("pending")) {
                one += ":p";
            }
            all.push_back(std::move(one));
        }
        std::sort(all.begin(), all.end());
        std::string text;
        for (const auto& one : all) text += one + " ";
        return text;
    }

    static std::string selector(const std::string& one) {
        return R"({"consumerVersionSelectors":[)" + one + "]}";
    }

    void compare_selectors(const std::string& provider) {
        EXPECT_EQ(selected(provider, selector(R"({"mainBranch":true})")),
                  Model::text(model_.main_branches(provider)));
        EXPECT_EQ(selected(provider, selector(R"({"branch":"feat"})")),
                  Model::text(model_.branch(provider, "feat")));
        EXPECT_EQ(selected(provider, selector(R"({"tag":"live","latest":true})")),
                  Model::text(model_.latest_with_tag(provider, "live")));
        EXPECT_EQ(selected(provider, selector(R"({"tag":"live"})")),
                  Model::text(model_.all_with_tag(provider, "live")));
        EXPECT_EQ(selected(provider, selector(R"({"latest":true})")), Model::text(model_.latest(provider)));
        EXPECT_EQ(selected(provider, selector(R"({"deployedOrReleased":true})")),
                  Model::text(model_.placed(provider, "")));
        EXPECT_EQ(selected(provider, selector(R"({"environment":"prod"})")),
                  Model::text(model_.placed(provider, "prod")));
        EXPECT_EQ(selected(provider, "{}"), Model::text(model_.defaults(provider)));
    }

    template <class IsPending>
    static std::string with_pending(const Model::Selected& explicitly, const Model::Selected& wip,
                                    IsPending is_pending) {
        std::vector<std::string> all;
        for (const auto& [key, version] : explicitly) {
            all.push_back(key.first + "(" + version + ")" + (is_pending(key.first, key.second) ? ":p" : ""));
        }
        for (const auto& [key, version] : wip) all.push_back(key.first + "(" + version + "):w");
        std::sort(all.begin(), all.end());
        std::string text;
        for (const auto& one : all) text += one + " ";
        return text;
    }

    void compare_pending(const std::string& provider) {
        if (!model_.knows(provider)) return;
        const auto latest = model_.latest(provider);
        const std::string asked =
            R"({"consumerVersionSelectors":[{"latest":true}],"includePendingStatus":true)";
        for (const auto* branch : {"main", "feat"}) {
            EXPECT_EQ(selected(provider, asked + R"(,"providerVersionBranch":")" + branch +
                                             R"(","includeWipPactsSince":"2020-01-01"})"),
                      with_pending(latest, model_.work_in_progress(provider, branch, latest),
                                   [&](const std::string& consumer, int content) {
                                       return model_.is_pending(consumer, provider, content, branch);
                                   }))
                << branch;
        }
        EXPECT_EQ(selected(provider, asked + R"(,"providerVersionTags":["live"]})"),
                  with_pending(latest, {}, [&](const std::string& consumer, int content) {
                      return model_.is_pending_for_tag(consumer, provider, content, "live");
                  }));
        EXPECT_EQ(selected(provider, asked + "}"),
                  with_pending(latest, {}, [&](const std::string& consumer, int content) {
                      return model_.is_pending_at_all(consumer, provider, content);
                  }));
    }

    std::string verdict(const std::string& target, bool with_counts = true) {
        const auto reply = get(target);
        EXPECT_EQ(reply.status(), 200) << target << reply.response.body;
        auto text = json::to_text(reply.at("summary.deployable"));
        if (!with_counts) return text;
        for (const auto* name : {"success", "failed", "unknown"}) {
            text += " " + json::to_text(reply.at(std::string("summary.") + name));
        }
        return text;
    }

    void compare_matrix() {
        const auto name = any_pacticipant();
        const auto number = any_version();
        const auto other = any_pacticipant();
        const auto other_number = any_version();
        if (!model_.knows(name)) return;
        const auto question = "/can-i-deploy?pacticipant=" + name + "&version=" + number;
        if (!model_.has_version(name, number)) {
            EXPECT_EQ(verdict(question + "&environment=prod", false), "false");
            return;
        }
        EXPECT_EQ(verdict(question + "&environment=prod"),
                  model_.to_environment(name, number, "prod").text());
        EXPECT_EQ(verdict(question + "&to=live"), model_.to_tag(name, number, "live").text());
        if (name == other || !model_.knows(other)) return;
        EXPECT_EQ(verdict("/matrix?q[][pacticipant]=" + name + "&q[][version]=" + number +
                          "&q[][pacticipant]=" + other + "&q[][version]=" + other_number + "&latestby=cvpv"),
                  model_.two_versions(name, number, other, other_number).text());
    }

    SeededRandom random_{static_cast<std::uint64_t>(GetParam())};
    Model model_;
    std::map<std::string, std::string> environments_;
};

TEST_P(ModelComparison, AgreesAfterEveryOperation) {
    std::string history;
    for (int i = 0; i < operations(); ++i) {
        history = std::to_string(i) + " " + operate() + "\n" + history;
        for (const auto* provider : {"Foo", "Bar"}) {
            compare_selectors(provider);
            compare_pending(provider);
        }
        for (int k = 0; k < 4; ++k) compare_matrix();
        ASSERT_FALSE(HasFailure()) << "newest operation first:\n" << history;
    }
}
INSTANTIATE_TEST_SUITE_P(Seeds, ModelComparison, testing::Range(1, TALLY_MODEL_SEEDS + 1));

}  // namespace

}  // namespace tally::testing_support
