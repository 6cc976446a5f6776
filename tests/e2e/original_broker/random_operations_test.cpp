// After random operations both brokers select, judge and show the same: the generator of the broker's model.
// TALLY_SEED and TALLY_CASES choose other seeds than 1 to 6: the first, and how many.
#include <cstdlib>

#include "api/operation.h"
#include "e2e/original_broker/both_brokers.h"
#include "e2e/original_broker/order_of_events.h"

namespace tally::e2e {

namespace {

using testing_support::any_operation;
using testing_support::Operation;

constexpr int kRounds = 4;
constexpr int kOperationsInARound = 20;

class OriginalBrokerAtRandom : public BothBrokers, public testing::WithParamInterface<int> {
  protected:
    void prepare() {
        for (const std::string name : {"test", "prod"}) {
            send(request(
                "POST", "/environments",
                R"({"name":")" + name + R"(","production":)" + (name == "prod" ? "true" : "false") + "}"));
            remember(name, "uuid");
        }
    }

    void operate() {
        const auto one = any_operation(random_);
        if (counts_alike_ && !order_.allows(one)) return;
        const auto url = "/pacticipants/" + one.name;
        const auto version = url + "/versions/" + one.number;
        const auto branch = url + "/branches/" + one.branch;
        switch (one.kind) {
            case Operation::Kind::create_version:
                return send(request("PUT", version, "{}"));
            case Operation::Kind::put_on_branch:
                return send(request("PUT", branch + "/versions/" + one.number, "{}"));
            case Operation::Kind::take_from_branch:
                return send(request("DELETE", branch + "/versions/" + one.number));
            case Operation::Kind::remove_branch:
                return send(request("DELETE", branch));
            case Operation::Kind::tag:
                return send(request("PUT", version + "/tags/" + one.tag, "{}"));
            case Operation::Kind::untag:
                return send(request("DELETE", version + "/tags/" + one.tag));
            case Operation::Kind::publish:
            case Operation::Kind::publish_all:
                return publish(one);
            case Operation::Kind::verify:
                return verify(one);
            case Operation::Kind::deploy:
                return send(request("POST",
                                    version + "/deployed-versions/environment/{" + one.environment + "}",
                                    one.instance.empty() ? "{}" : R"({"applicationInstance":"blue"})"));
            case Operation::Kind::release:
                return send(request(
                    "POST", version + "/released-versions/environment/{" + one.environment + "}", "{}"));
            case Operation::Kind::remove_version:
                return send(request("DELETE", version));
            default:
                return operate();  // what only our model is told
        }
    }

    static std::string publication(const Operation& one) {
        return "/pacts/provider/" + one.provider + "/consumer/" + one.name + "/version/" + one.number;
    }

    void publish(const Operation& one) {
        send(request("PUT", publication(one),
                     testing_support::document(one.name, one.provider, one.content, one.spelling)));
    }

    std::string about_progress() const { return counts_alike_ ? "" : "(another order) "; }

    // The address of the first contract that is listed, without why it was selected.
    static std::string first_content(const Answer& answer) {
        const auto* listed = answer.document.find("_embedded");
        if (listed == nullptr || listed->find("pacts")->array()->empty()) return "";
        const auto& first = listed->find("pacts")->array()->front();
        const std::string url = *first.find("_links")->find("self")->find("href")->string();
        const auto path = url.find("/pacts/");
        return url.substr(path, url.find("/metadata/") - path);
    }

    // Of work in progress only when the brokers say so themselves: the metadata is theirs.
    void verify(const Operation& one) {
        send(request("GET", publication(one)));
        if (original_answer_.response.status != 200 || our_answer_.response.status != 200) return;
        remember("results", "_links.pb:publish-verification-results.href");
        if (one.wip) {
            send(request("POST", "/pacts/provider/" + one.provider + "/for-verification",
                         R"({"consumerVersionSelectors":[{"tag":"none"}],"includePendingStatus":true,)"
                         R"("providerVersionBranch":"main","includeWipPactsSince":"2020-01-01"})"),
                 about_progress());
            if (first_content(original_answer_).empty()) return;
            if (!counts_alike_ && first_content(original_answer_) != first_content(our_answer_)) return;
            remember("pact", "_embedded.pacts[0]._links.self.href");
            send(request("GET", "{pact}"));
            remember("results", "_links.pb:publish-verification-results.href");
        }
        send(request("POST", "{results}",
                     std::string(R"({"success":)") + (one.success ? "true" : "false") +
                         R"(,"providerApplicationVersion":")" + one.provider_version + "\"}"));
    }

    void ask_for_contracts(const std::string& provider) {
        const auto target = "/pacts/provider/" + provider + "/for-verification";
        for (const std::string selector :
             {R"({"mainBranch":true})", R"({"branch":"feat"})", R"({"tag":"live","latest":true})",
              R"({"tag":"live"})", R"({"latest":true})", R"({"deployedOrReleased":true})",
              R"({"environment":"prod"})", R"({"deployed":true})", R"({"released":true})",
              R"({"matchingBranch":true})", R"({"branch":"nowhere","fallbackBranch":"main"})",
              R"({"tag":"nowhere","latest":true,"fallbackTag":"main"})", R"({"tag":"live","consumer":"Foo"})",
              R"({"latest":true},{"tag":"old"},{"deployed":true,"consumer":"Foo"})"}) {
            send(
                request("POST", target,
                        R"({"providerVersionBranch":"feat","consumerVersionSelectors":[)" + selector + "]}"));
        }
        send(request("POST", target, "{}"));
        const std::string latest =
            R"({"consumerVersionSelectors":[{"latest":true}],"includePendingStatus":true)";
        for (const std::string branch : {"main", "feat", "none"}) {
            send(request("POST", target,
                         latest + R"(,"providerVersionBranch":")" + branch +
                             R"(","includeWipPactsSince":"2020-01-01"})"),
                 about_progress());
        }
        send(request("POST", target,
                     latest + R"(,"providerVersionTags":["live"],"includeWipPactsSince":"2020-01-01"})"),
             about_progress());
        send(request("POST", target, latest + R"(,"providerVersionTags":["live","main"]})"));
        send(request("POST", target, latest + "}"));
    }

    void ask_about_deployments() {
        const auto one = any_operation(random_);
        auto other = any_operation(random_);
        while (other.name == one.name) other = any_operation(random_);
        const auto question = "/can-i-deploy?pacticipant=" + one.name + "&version=" + one.number;
        const auto remark = [&](const std::string& environment) {
            return has_several_versions("{" + environment + "}") ? "(several versions) " : "";
        };
        send(request("GET", question + "&environment=prod"), remark("prod"));
        send(request("GET", question + "&to=live"));
        send(request("GET", "/matrix?q[][pacticipant]=" + one.name + "&q[][version]=" + one.number +
                                "&latestby=cvp&latest=true&mainBranch=true"));
        send(request("GET", "/matrix?q[][pacticipant]=" + one.name + "&q[][branch]=" + one.branch +
                                "&q[][latest]=true&latestby=cvp&environment=test"),
             remark("test"));
        send(request("GET", "/matrix?q[][pacticipant]=" + one.name + "&q[][tag]=" + one.tag +
                                "&q[][latest]=true&q[][pacticipant]=" + other.name +
                                "&q[][branch]=" + other.branch + "&latestby=cvpv"));
        send(request("GET", "/matrix?q[][pacticipant]=" + one.name + "&q[][version]=" + one.number +
                                "&q[][pacticipant]=" + other.name + "&q[][version]=" + other.number +
                                "&latestby=cvpv"));
        send(request("GET", "/matrix?q[][pacticipant]=" + one.name + "&q[][version]=" + one.number));
    }

    SeededRandom random_{static_cast<std::uint64_t>(GetParam())};
    // The others go through histories after which work in progress is known to differ.
    const bool counts_alike_ = GetParam() % 2 == 0;
    OrderOfEvents order_;
};

TEST_P(OriginalBrokerAtRandom, SelectsAndJudgesAsOurs) {
    prepare();
    for (int round = 0; round < kRounds; ++round) {
        for (int i = 0; i < kOperationsInARound; ++i) operate();
        for (const auto* provider : {"Foo", "Bar"}) ask_for_contracts(provider);
        for (int i = 0; i < 4; ++i) ask_about_deployments();
    }
    crawl();
}
// What is in environments is kept by both whatever the selectors say, so they say it. Where an environment is
// named the original knows neither "latest" nor "max_age".
TEST_P(OriginalBrokerAtRandom, WouldCleanUpTheSame) {
    prepare();
    for (int i = 0; i < kRounds * kOperationsInARound; ++i) operate();
    const std::string in_environments = R"(,{"deployed":true},{"released":true})";
    json::Array plans;
    for (const std::string keep :
         {R"({"latest":true})", R"({"tag":true,"latest":true})", R"({"branch":true,"latest":true})",
          R"({"tag":true})", R"({"branch":true})", R"({"tag":"live"})", R"({"tag":"live","latest":true})",
          R"({"branch":"feat"})", R"({"branch":"feat","latest":true})", R"({"main_branch":true})",
          R"({"main_branch":true,"latest":true})", R"({"pacticipant":"Foo"})",
          R"({"pacticipant":"Foo","branch":true,"latest":true},{"pacticipant":"Bar","tag":"live"})",
          R"({"environment":"test"})", R"({"environment":"prod","pacticipant":"Foo","tag":true})",
          R"({"max_age":0})", R"({"tag":"live","branch":"main"})",
          R"({"deployed":true,"tag":"live","latest":true})"}) {
        for (const std::string rest :
             {R"("limit":1000,"keep_branches":[])",
              R"("limit":3,"keep_branches":[{"branch":"feat"}],"overwritten_max_age":0)"}) {
            plans.push_back(*json::parse(R"({"keep":[)" + keep + in_environments + "]," + rest + "}"));
        }
    }
    compare_clean_ups(plans);
}
int number_from(const char* variable, int otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::atoi(text);
}

const int kFirstSeed = number_from("TALLY_SEED", 1);
INSTANTIATE_TEST_SUITE_P(Seeds, OriginalBrokerAtRandom,
                         testing::Range(kFirstSeed, kFirstSeed + number_from("TALLY_CASES", 6)),
                         [](const auto& seed) { return std::to_string(seed.param); });

}  // namespace

}  // namespace tally::e2e
