#include "comparing/change.h"

namespace tally::comparing {

std::string_view to_text(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::added:
            return "added";
        case ChangeKind::removed:
            return "removed";
        case ChangeKind::changed:
            return "changed";
    }
    return "";
}

std::string_view to_text(Effect effect) {
    switch (effect) {
        case Effect::loosening:
            return "loosening";
        case Effect::tightening:
            return "tightening";
        case Effect::neutral:
            return "neutral";
    }
    return "";
}

}  // namespace tally::comparing
