#include "api/operation.h"

#include <vector>

namespace tally::testing_support {

namespace {

std::string any(Random& random, const std::vector<std::string>& choices) {
    return choices[static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(choices.size()) - 1))];
}

Operation::Kind any_kind(Random& random) {
    using Kind = Operation::Kind;
    switch (random.between(0, 12)) {
        case 0:
        case 1:
            return Kind::branch;
        case 2:
        case 3:
            return Kind::tag;
        case 4:
        case 5:
            return Kind::publish;
        case 6:
        case 7:
        case 8:
            return Kind::verify;
        case 9:
            return Kind::deploy;
        case 10:
            return Kind::release;
        case 11:
            return Kind::take;
        default:
            return random.between(0, 2) == 0 ? Kind::remove : Kind::nothing;
    }
}

}  // namespace

std::string Operation::text() const {
    const auto version = name + " " + number;
    switch (kind) {
        case Kind::nothing:
            return "nothing";
        case Kind::branch:
            return "branch " + version + " " + branch;
        case Kind::tag:
            return "tag " + version + " " + tag;
        case Kind::publish:
            return "publish " + version + " " + provider + " " + std::to_string(content);
        case Kind::verify:
            return "verify " + version + " " + provider + " " + provider_version +
                   (success ? "" : " failed") + (wip ? " wip" : "");
        case Kind::deploy:
            return "deploy " + version + " " + environment + " " + instance;
        case Kind::release:
            return "release " + version + " " + environment;
        case Kind::take:
            return "take " + version + " from " + branch + " and " + tag;
        case Kind::remove:
            return "delete " + version;
    }
    return "";
}

Operation any_operation(Random& random) {
    Operation one;
    one.kind = any_kind(random);
    one.name = any(random, {"Foo", "Bar", "Web"});
    one.number = any(random, {"1", "2", "3", "4", "5"});
    one.branch = any(random, {"main", "feat", "fix"});
    one.tag = any(random, {"main", "live", "old"});
    one.provider = any(random, {"Foo", "Bar"});
    one.content = static_cast<int>(random.between(1, 3));
    one.provider_version = any(random, {"1", "2", "3", "4", "5"});
    one.success = random.between(0, 3) != 0;
    one.wip = random.between(0, 3) == 0;
    one.environment = any(random, {"test", "prod"});
    one.instance = any(random, {"", "blue"});
    return one;
}

}  // namespace tally::testing_support
