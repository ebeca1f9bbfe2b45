#include "widgets/priors/editor/cost_table.hpp"

#include <array>
#include <cmath>

#include "core/model/ssd/head_cost.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "widgets/components/wheel_guard.hpp"

namespace priorscope {
namespace {

constexpr const char* kUsualModel = "ssd300-vgg16";  ///< default if several fit, until one is selected

/// "4 6 6 6 4 4"
QString perCellText(const PriorConfig& config) {
    QStringList counts;
    for (const PriorMap& map : config.maps) {
        counts << QString::number(map.perCell());
    }
    return counts.join(QLatin1Char(' '));
}

/// "=", "+5 %" or "−12 %".
QString changeText(double was, double is) {
    if (was == is || was <= 0.0) {
        return was == is ? QStringLiteral("=") : QString();
    }
    const double percent = 100.0 * (is - was) / was;
    constexpr double kNearlyAll = 99.9;  // "−100 %" would say that nothing is left
    const double size_of = is > 0.0 && percent < 0.0 ? std::min(-percent, kNearlyAll) : std::abs(percent);
    const bool is_close = size_of < 0.95 || (percent < 0.0 && size_of > 99.0 && is > 0.0);
    const QString size = figureText(size_of, is_close ? 1 : 0);
    return (percent > 0.0 ? QStringLiteral("+") : QStringLiteral("−")) + size + QStringLiteral(" %");
}

}  // namespace

QString compactText(double value) {
    static constexpr std::array kPrefixes{"", " k", " M", " G", " T"};
    std::size_t prefix = 0;
    while (std::abs(value) >= 999.5 && prefix + 1 < kPrefixes.size()) {
        value /= 1000.0;
        ++prefix;
    }
    const int decimals = prefix == 0 || std::abs(value) >= 99.95 ? 0 : std::abs(value) >= 9.995 ? 1 : 2;
    return figureText(value, decimals) + QLatin1String(kPrefixes[prefix]);
}

CostTable::CostTable(const Theme& theme, QWidget* parent) : FigureRows(theme, parent) {
    for (const std::string& name : detectorPresetNames()) {
        const DetectorSpec spec = loadDetectorSpec(name);
        if (const SsdBlock* ssd = findSsd(spec)) {
            m_known.push_back({QString::fromStdString(name), ssd->backbone, ssd->priors.name});
        }
    }
    addRow(tr("Priors"), tr("Number of boxes that the network predicts per image, over all feature maps"));
    m_per_cell = new FigureLabel(this);
    m_per_cell->setToolTip(tr("Priors per cell of each feature map"));
    addControl(tr("Per cell"), m_per_cell);
    m_models = new QComboBox(this);
    m_models->setProperty("compact", true);
    m_models->setAccessibleName(tr("Model whose heads are counted"));
    m_models->setMinimumWidth(96);
    m_models->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_models->setPlaceholderText(tr("no model fits"));
    guardWheel(m_models);
    addControl(tr("Heads of"), m_models);
    addRow(tr("Weights"), tr("Parameters of this model's heads for these priors"));
    addRow(tr("Multiply-adds"), tr("Multiply-add operations of the heads' convolutions for one image"));
    connect(m_models, &QComboBox::activated, this, [this] {
        m_wanted = m_models->currentText();
        refresh();
        Q_EMIT modelChosen(m_wanted);
    });
}

void CostTable::setLayouts(const PriorConfig& baseline, const PriorConfig& config) {
    m_baseline = baseline;
    m_config = config;
    fillModels();
    refresh();
}

void CostTable::setClassCount(int classes) {
    m_classes = std::max(classes, 1);
    refresh();
}

void CostTable::setModel(const QString& preset) {
    m_wanted = preset;
    fillModels();
    refresh();
}

const CostTable::Model* CostTable::modelFor(const PriorConfig& config) const {
    const Model* best = nullptr;
    int best_rank = 0;
    for (const Model& model : m_known) {
        if (!fitsBackbone(config, model.backbone)) {
            continue;
        }
        const int rank = model.name == m_wanted                     ? 5
                         : model.name == m_models->currentText()    ? 4
                         : model.name == QLatin1String(kUsualModel) ? 3
                         : model.priors == config.name              ? 2
                                                                    : 1;
        if (rank > best_rank) {
            best = &model;
            best_rank = rank;
        }
    }
    return best;
}

void CostTable::fillModels() {
    QStringList fitting;
    for (const Model& model : m_known) {
        if (fitsBackbone(m_config, model.backbone)) {
            fitting << model.name;
        }
    }
    QStringList shown;
    for (int i = 0; i < m_models->count(); ++i) {
        shown << m_models->itemText(i);
    }
    const Model* model = modelFor(m_config);
    if (fitting != shown) {
        m_models->clear();
        m_models->addItems(fitting);
    }
    m_models->setCurrentIndex(model != nullptr ? m_models->findText(model->name) : -1);
    m_models->setEnabled(!fitting.isEmpty());
    m_models->setToolTip(fitting.isEmpty()
                             ? tr("No model has these maps at %1 px; training would reject the layout")
                                   .arg(m_config.input_size)
                             : tr("Models whose feature maps the layout fits"));
}

std::string CostTable::backbone() const {
    const Model* model = modelFor(m_config);
    return model != nullptr ? model->backbone : std::string();
}

void CostTable::refresh() {
    if (m_config.maps.empty()) {
        return;
    }
    setFigures(kPriors, countText(m_baseline.count()), countText(m_config.count()),
               changeText(m_baseline.count(), m_config.count()));
    const QString cells_before = perCellText(m_baseline);
    const QString cells_after = perCellText(m_config);
    m_per_cell->setText(
        cells_before == cells_after ? cells_after : QStringLiteral("%1 → %2").arg(cells_before, cells_after));
    // The baseline's cost is that of the same model, if it fits the baseline as well.
    const auto costOf = [this](const PriorConfig& config) -> std::optional<HeadCost> {
        const Model* model = modelFor(config);
        return model != nullptr ? headCost(config, model->backbone, m_classes) : std::nullopt;
    };
    const auto was = costOf(m_baseline);
    const auto is = costOf(m_config);
    const auto showCost = [&](Row row, std::int64_t HeadCost::*part) {
        const auto text = [part](const std::optional<HeadCost>& cost) {
            return cost ? compactText(static_cast<double>((*cost).*part)) : QStringLiteral("–");
        };
        setFigures(row, text(was), text(is),
                   was && is ? changeText(static_cast<double>((*was).*part), static_cast<double>((*is).*part))
                             : QString());
    };
    showCost(kParameters, &HeadCost::parameters);
    showCost(kMultiplyAdds, &HeadCost::multiply_adds);
}

}  // namespace priorscope
