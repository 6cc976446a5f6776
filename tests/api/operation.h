// One random thing that happens to a broker: few names, so that things meet. It says by itself what is to be
// done, so any part of a list of operations can be carried out again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/model.h"
#include "api/model_cleanup.h"
#include "api/model_selection.h"
#include "base/random.h"

namespace tally::testing_support {

struct Names {
    static const std::vector<std::string> pacticipants, providers, numbers, branches, tags, environments,
        instances, labels;
};

template <class T>
const T& any(Random& random, const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(choices.size()) - 1))];
}
bool one_in(Random& random, int count);

struct Operation {
    enum class Kind {
        create_version,
        put_on_branch,
        take_from_branch,
        remove_branch,
        remove_branches,
        tag,
        untag,
        main_branch,
        label,
        unlabel,
        publish,
        publish_all,
        verify,
        run,
        deploy,
        undeploy,
        release,
        end_support,
        create_environment,
        change_environment,
        remove_environment,
        put_webhook,
        remove_webhook,
        remove_version,
        remove_pacticipant,
        remove_contract,
        remove_contracts,
        remove_result,
        remove_integration,
        clean_up
    };
    Kind kind = Kind::create_version;
    Moment after = 1;          // seconds since the one before
    std::string name, number;  // of the pacticipant and its version
    std::string branch, tag;
    std::string provider;  // of what `name` publishes, and of what is verified
    std::string provider_version;
    Content content, other_content;
    int spelling = 0;  // of the document: 0 to 2, the same content
    int route = 0;     // of several that do the same
    Publishing how = Publishing::put;
    bool with_branch = false, with_tag = false;
    bool success = true, wip = false;
    int times = 1;  // that a result is told, in turns the opposite
    std::string environment, instance, label;
    std::vector<Selector> selectors;  // of a run
    Model::Webhook webhook;
    CleanUp clean_up;
    bool receivers_answer = true;  // while webhooks are sent

    std::string text() const;  // "publish Foo 1 Bar put a11"
};

Operation any_operation(Random& random);
Selector any_selector(Random& random);
std::string to_json(const Selector& selector);  // as a broker is asked

// The contract's document in one of the spellings.
std::string document(const std::string& consumer, const std::string& provider, const Content& content,
                     int spelling);

}  // namespace tally::testing_support
