// After every one of many random operations the broker answers what the model says.
#include "api/model.h"
#include "api/broker_fixture.h"
#include "api/operation.h"
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

    // One operation on both sides; what it was.
    std::string operate() {
        clock_.advance(std::chrono::seconds(1));
        const auto one = any_operation(random_);
        return carry_out(one) ? one.text() : "nothing";
    }

    bool carry_out(const Operation& one) {
        const auto url = "/pacticipants/" + one.name;
        switch (one.kind) {
            case Operation::Kind::nothing:
                return false;
            case Operation::Kind::branch:
                put(url + "/branches/" + one.branch + "/versions/" + one.number);
                model_.put_on_branch(one.name, one.number, one.branch);
                return true;
            case Operation::Kind::tag:
                put(url + "/versions/" + one.number + "/tags/" + one.tag);
                model_.tag(one.name, one.number, one.tag);
                return true;
            case Operation::Kind::publish: {
                const auto reply =
                    publish(one.name, one.number, one.provider, "/" + std::to_string(one.content));
                const bool accepted = model_.publish(one.name, one.number, one.provider, one.content);
                EXPECT_EQ(reply.status() < 300, accepted) << reply.response.body;
                return true;
            }
            case Operation::Kind::verify:
                return verify_something(one);
            case Operation::Kind::deploy:
                if (!model_.has_version(one.name, one.number)) return false;
                deploy(one.name, one.number, environments_[one.environment], one.instance);
                model_.deploy(one.name, one.number, one.environment, one.instance);
                return true;
            case Operation::Kind::release:
                if (!model_.has_version(one.name, one.number)) return false;
                release(one.name, one.number, environments_[one.environment]);
                model_.release(one.name, one.number, one.environment);
                return true;
            case Operation::Kind::take:
                remove(url + "/branches/" + one.branch + "/versions/" + one.number);
                model_.take_from_branch(one.name, one.number, one.branch);
                remove(url + "/versions/" + one.number + "/tags/" + one.tag);
                model_.untag(one.name, one.number, one.tag);
                return true;
            case Operation::Kind::remove:
                remove(url + "/versions/" + one.number);
                model_.delete_version(one.name, one.number);
                return true;
        }
        return false;
    }

    bool verify_something(const Operation& one) {
        const auto* publication = model_.find(one.name, one.number, one.provider);
        if (publication == nullptr) return false;
        const auto pact =
            get("/pacts/provider/" + one.provider + "/consumer/" + one.name + "/version/" + one.number);
        auto target = path_of(pact.href("pb:pact-version"));
        if (one.wip) {
            contracts::SelectionMetadata metadata;
            metadata.wip = true;
            target += "/metadata/" + contracts::to_segment(metadata);
        }
        const auto reply = post(target + "/verification-results",
                                std::string(R"({"success":)") + (one.success ? "true" : "false") +
                                    R"(,"providerApplicationVersion":")" + one.provider_version + "\"}");
        EXPECT_EQ(reply.status(), 201) << reply.response.body;
        model_.verify(*publication, one.provider_version, one.success, one.wip);
        return true;
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
        return R"({"includePendingStatus":false,"consumerVersionSelectors":[)" + one + "]}";
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
        EXPECT_EQ(selected(provider, R"({"includePendingStatus":false})"),
                  Model::text(model_.defaults(provider)));
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

    std::pair<std::string, std::string> any_named_version() {
        const auto one = any_operation(random_);
        return {one.name, one.number};
    }

    void compare_matrix() {
        const auto [name, number] = any_named_version();
        const auto [other, other_number] = any_named_version();
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
