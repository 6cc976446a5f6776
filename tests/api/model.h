// What a broker knows, written down again as plainly as possible: lists that are searched, no SQL, no
// maintained rows. Operations change it as section by section the broker's rules say; clean-ups are in
// model_cleanup.h, and what is asked of it is in model_selection.h, model_matrix.h, model_lists.h and
// model_events.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tally::testing_support {

// Seconds since the test began.
using Moment = std::int64_t;

// The interactions of a contract: their descriptions, each with its request and its response.
struct Interaction {
    int request = 1;
    int response = 1;
    bool operator==(const Interaction&) const = default;
};
using Content = std::map<char, Interaction>;
std::string to_text(const Content& content);  // "a11 b12"

enum class Publishing { put, patch, post_overwriting, post_merging };

class Model {
  public:
    // The settings that operations depend on.
    struct Rules {
        bool may_change_contracts = false;
        bool first_tag_is_branch = true;
        bool tags_deploy = true;
    };
    // Where things have a serial, they are numbered as they come, over all pacticipants.
    struct Version {
        std::string number;
        Moment created;
        int serial;
    };
    struct Branch {
        std::string name;
        Moment created, updated;
        int serial;
        std::vector<std::string> versions = {};  // in the order in which they were added
    };
    struct Tag {
        std::string name, version;
        Moment created;
    };
    struct Pacticipant {
        std::string name;
        std::optional<std::string> main_branch;
        std::vector<Version> versions;  // in the order in which they were created
        std::vector<Branch> branches;
        std::vector<Tag> tags;
        std::set<std::string> labels;
    };
    struct Publication {
        std::string consumer, version, provider;
        Content content;
        Moment created;
        int serial;
        int revision = 1;
        bool overwritten = false;
    };
    // Stays when nobody publishes it any more.
    struct StoredContent {
        std::string consumer, provider;
        Content content;
    };
    struct Result {
        int number;
        std::string consumer, provider;
        Content content;
        std::string provider_version;
        bool success, wip, pending;
        Moment created;
    };
    struct Integration {
        std::string consumer, provider;
        int serial;
        Moment changed;
    };
    struct Deployment {
        std::string environment, pacticipant, instance, version;
    };
    struct Release {
        std::string environment, pacticipant, version;
        bool supported;
    };
    struct Side {
        std::optional<std::string> name, label;
    };
    struct Webhook {
        std::string uuid;
        Side consumer, provider;
        std::set<std::string> events;
        bool enabled;
        int serial = 0;  // of this webhook: after it is deleted another one may get its uuid
    };
    // One event for one webhook.
    struct Delivery {
        std::string webhook, event, consumer, version, provider;
        std::string body;
        int webhook_serial;
        int publication;            // the serial of the one that it is about
        std::optional<int> result;  // the number of the one that caused it
        Moment created;
        std::optional<Moment> next = std::nullopt;  // when it is due; nothing when it is over
        int attempts = 0;
        std::string status = "not_run";
    };

    explicit Model(Rules given) : rules(given) {}

    Rules rules;
    Moment now = 0;
    std::map<std::string, Pacticipant> pacticipants;
    std::vector<Publication> publications;  // oldest first, as are all of these
    std::vector<StoredContent> contents;
    std::vector<Result> results;
    std::vector<Integration> integrations;
    std::set<std::string> environments;
    std::vector<Deployment> deployments;  // the current ones
    std::vector<Release> releases;
    std::vector<Webhook> webhooks;
    std::vector<Delivery> deliveries;

    // Operations. Those that can be refused say whether they were not.
    Pacticipant& require_pacticipant(const std::string& name);
    void require_version(const std::string& pacticipant, const std::string& number);
    void replace_tags(const std::string& pacticipant, const std::string& number,
                      const std::vector<std::string>& names);
    void put_on_branch(const std::string& pacticipant, const std::string& number, const std::string& branch);
    bool take_from_branch(const std::string& pacticipant, const std::string& number,
                          const std::string& branch);
    bool remove_branch(const std::string& pacticipant, const std::string& branch);
    bool remove_branches_but(const std::string& pacticipant, const std::string& kept);
    // With contracts; nothing is deployed by that.
    void tag(const std::string& pacticipant, const std::string& number, const std::string& name);
    // By itself.
    void put_tag(const std::string& pacticipant, const std::string& number, const std::string& name);
    bool untag(const std::string& pacticipant, const std::string& number, const std::string& name);
    void set_main_branch(const std::string& pacticipant, const std::optional<std::string>& branch);
    void label(const std::string& pacticipant, const std::string& name);
    bool unlabel(const std::string& pacticipant, const std::string& name);
    // A name that nobody has but that looks like one that somebody has; contracts are not published under it.
    bool is_look_alike(const std::string& name) const;
    enum class Published { refused, created, unchanged, changed };
    Published publish(const std::string& consumer, const std::string& number, const std::string& provider,
                      const Content& content, Publishing how);
    const Result& add_result(const Publication& publication, const std::string& provider_version,
                             bool success, bool wip, bool pending);
    bool deploy(const std::string& pacticipant, const std::string& number, const std::string& environment,
                const std::string& instance);
    bool undeploy(const std::string& pacticipant, const std::string& environment,
                  const std::string& instance);
    bool release(const std::string& pacticipant, const std::string& number, const std::string& environment);
    bool end_support(const std::string& pacticipant, const std::string& number,
                     const std::string& environment);
    bool create_environment(const std::string& name);
    bool remove_environment(const std::string& name);
    bool put_webhook(const Webhook& webhook);
    bool remove_webhook(const std::string& uuid);
    bool remove_version(const std::string& pacticipant, const std::string& number);
    bool remove_pacticipant(const std::string& name);
    bool remove_contract(const std::string& consumer, const std::string& number, const std::string& provider);
    bool remove_latest_result(const std::string& consumer, const std::string& number,
                              const std::string& provider);
    bool remove_integration(const std::string& consumer, const std::string& provider);
    // Of what is not there any more.
    void forget_deliveries();

    // What is there. Positions count from 0; -1: there is no such version.
    const Pacticipant* find_pacticipant(const std::string& name) const;
    int position(const std::string& pacticipant, const std::string& number) const;
    bool has_version(const std::string& pacticipant, const std::string& number) const;
    const Publication* find(const std::string& consumer, const std::string& number,
                            const std::string& provider) const;  // the newest revision
    std::vector<const Publication*> current() const;             // the newest revisions of all
    const Branch* find_branch(const std::string& pacticipant, const std::string& name) const;
    std::string head(const std::string& pacticipant, const std::string& branch) const;  // "" without one
    std::string main_head(const std::string& pacticipant) const;
    bool is_on(const std::string& pacticipant, const std::string& number, const std::string& branch) const;
    std::vector<std::string> branches_of(const std::string& pacticipant, const std::string& number) const;
    bool has_tag(const std::string& pacticipant, const std::string& number, const std::string& tag) const;
    std::vector<std::string> tags_of(const std::string& pacticipant,
                                     const std::string& number) const;  // sorted
    std::string newest_with_tag(const std::string& pacticipant, const std::string& tag) const;
    enum class Placed { deployed, supported, either };
    std::set<std::string> in_environment(const std::string& pacticipant, const std::string& environment,
                                         Placed how = Placed::either) const;
    std::vector<const Result*> results_for(const Publication& publication) const;  // oldest first

  private:
    Pacticipant* known(const std::string& name);
    void use_as_main(Pacticipant& pacticipant, const std::string& name) const;
    void add_to_branch(Pacticipant& pacticipant, const std::string& number, const std::string& branch);
    void touch_integration(const std::string& consumer, const std::string& provider);
    void store(const std::string& consumer, const std::string& provider, const Content& content);

    int last_result_ = 0;
    int last_serial_ = 0;
};

}  // namespace tally::testing_support
