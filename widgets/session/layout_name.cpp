#include "widgets/session/layout_name.hpp"

#include <QCoreApplication>
#include <algorithm>

namespace priorscope {
namespace {

struct LayoutNameText {
    Q_DECLARE_TR_FUNCTIONS(LayoutNameText)
};

}  // namespace

bool isPriorPreset(const std::string& name) {
    const std::vector<std::string> presets = priorPresetNames();
    return std::find(presets.begin(), presets.end(), name) != presets.end();
}

QString layoutName(const PriorConfig& config) {
    const QString name = QString::fromStdString(config.name);
    return isPriorPreset(config.name) && loadPriorConfig(config.name) != config ? editedName(name) : name;
}

QString editedName(const QString& name) {
    return LayoutNameText::tr("%1, edited").arg(name);
}

}  // namespace priorscope
