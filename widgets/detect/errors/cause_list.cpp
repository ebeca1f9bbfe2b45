#include "widgets/detect/errors/cause_list.hpp"

#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/outcomes.hpp"

namespace priorscope {

QString causeName(const Cause& cause) {
    return cause.outcome ? outcomeName(*cause.outcome) : ErrorBrowser::tr("Missed");
}

QString causeMeaning(const Cause& cause) {
    return cause.outcome ? outcomeMeaning(*cause.outcome)
                         : ErrorBrowser::tr("Objects that no detection matched.");
}

}  // namespace priorscope
