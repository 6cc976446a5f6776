#include "matrix/actions.h"

#include "base/text.h"
#include "verifications/verify_command.h"

namespace tally::matrix {

namespace {

constexpr std::size_t kMostNamed = 5;  // contracts in a sentence

// "the contract of web 4", "the contracts of mobile 2 and web 4", "the contracts of a 1, b 1, c 1, d 1, e 1 and 7 more"
std::string contracts_of(const std::vector<ContractToVerify>& contracts) {
    std::vector<std::string> named;
    for (const auto& contract : contracts) {
        if (named.size() == kMostNamed) break;
        named.push_back(versioned(contract.consumer, contract.consumer_version));
    }
    if (contracts.size() == 1) return "the contract of " + named.front();
    std::string last = std::to_string(contracts.size() - named.size()) + " more";
    if (contracts.size() == named.size()) {
        last = named.back();
        named.pop_back();
    }
    return "the contracts of " + text::join(named, ", ") + " and " + last;
}

std::string any_proven(const std::string& provider, const std::string& consumer) {
    return "a version of " + provider + " that has verified the contract of " + consumer;
}

std::string about_version(const char* command, const std::string& pacticipant, const std::string& version) {
    return std::string("contract ") + command + " --pacticipant " + text::shell_quoted(pacticipant) + " --version " +
           text::shell_quoted(version);
}

}  // namespace

std::string_view kind_name(Action::Kind kind) {
    switch (kind) {
        case Action::Kind::verify:
            return "verify";
        case Action::Kind::fix:
            return "fix";
        case Action::Kind::deploy:
            return "deploy";
        case Action::Kind::tag:
            return "tag";
        case Action::Kind::publish:
            break;
    }
    return "publish";
}

std::string versioned(const std::string& name, const std::string& version) {
    return version.empty() ? name : name + " " + version;
}

Action verify(const std::string& broker_url, const std::string& provider, const std::string& version,
              std::vector<ContractToVerify> contracts) {
    std::vector<std::string> urls;
    for (const auto& contract : contracts) urls.push_back(contract.url);
    Action action{Action::Kind::verify, provider, version,
                  "Verify " + contracts_of(contracts) + " with " + versioned(provider, version),
                  verifications::verify_command(broker_url, provider, version, urls)};
    action.contracts = std::move(contracts);
    return action;
}

Action fix(const std::string& provider, const std::string& consumer, const std::string& environment) {
    const std::string afterwards =
        environment.empty() ? ", and verify again" : "; verify it again, and deploy what was fixed to " + environment;
    return {Action::Kind::fix, provider, "",
            "Fix " + provider + " where it breaks the contract of " + consumer + ", or change the contract" + afterwards,
            ""};
}

Action deploy(const std::string& provider, const std::string& version, const std::string& consumer,
              const std::string& environment, const std::string& instance) {
    if (version.empty()) {
        return {Action::Kind::deploy, provider, "", "Deploy to " + environment + " " + any_proven(provider, consumer),
                ""};
    }
    auto command =
        about_version("record-deployment", provider, version) + " --environment " + text::shell_quoted(environment);
    if (!instance.empty()) command += " --application-instance " + text::shell_quoted(instance);
    return {Action::Kind::deploy, provider, version, "Deploy " + versioned(provider, version) + " to " + environment,
            std::move(command)};
}

Action tag(const std::string& provider, const std::string& version, const std::string& consumer,
           const std::string& tag) {
    if (version.empty()) {
        return {Action::Kind::tag, provider, "", "Put the tag " + tag + " on " + any_proven(provider, consumer), ""};
    }
    return {Action::Kind::tag, provider, version, "Put the tag " + tag + " on " + versioned(provider, version),
            about_version("create-version-tag", provider, version) + " --tag " + text::shell_quoted(tag)};
}

Action publish(const std::string& pacticipant, const std::string& version, std::string sentence) {
    return {Action::Kind::publish, pacticipant, version, std::move(sentence), ""};
}

}  // namespace tally::matrix
