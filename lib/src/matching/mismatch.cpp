#include "matching/mismatch.h"

namespace tally::matching {

std::string_view kind_name(MismatchKind kind) {
    switch (kind) {
        case MismatchKind::method:
            return "method";
        case MismatchKind::path:
            return "path";
        case MismatchKind::query:
            return "query";
        case MismatchKind::header:
            return "header";
        case MismatchKind::status:
            return "status";
        case MismatchKind::body_type:
            return "body_type";
        case MismatchKind::body:
            return "body";
        case MismatchKind::metadata:
            return "metadata";
    }
    return "";
}

}  // namespace tally::matching
