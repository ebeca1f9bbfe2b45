#include "widgets/detect/errors/cause_list.hpp"

#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/outcomes.hpp"

namespace priorscope {

QString causeName(const Cause& cause) {
    return cause.outcome ? outcomeName(*cause.outcome) : ErrorBrowser::tr("Missed");
}

QString causeMeaning(const Cause& cause) {
    return cause.outcome ? outcomeMeaning(*cause.outcome)
                         : ErrorBrowser::tr("Objects that no detection matched.");
}

QString kindName(const ErrorFilter& filter, const std::function<QString(int)>& name) {
    if (filter.confusion) {
        const auto& [object, detected] = *filter.confusion;
        return object == 0          ? ErrorBrowser::tr("Background taken for %1").arg(name(detected))
               : detected == 0      ? ErrorBrowser::tr("%1 not found").arg(name(object))
               : object == detected ? ErrorBrowser::tr("%1 found").arg(name(object))
                                    : ErrorBrowser::tr("%1 taken for %2").arg(name(object), name(detected));
    }
    if (filter.reason) {
        return ErrorBrowser::tr("Missed: %1").arg(reasonName(*filter.reason));
    }
    return filter.outcome ? outcomeName(*filter.outcome)
           : filter.wrong ? ErrorBrowser::tr("Wrong")
                          : ErrorBrowser::tr("Missed");
}

}  // namespace priorscope
