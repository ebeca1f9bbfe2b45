#include "widgets/priors/editor/map_chips.hpp"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QWidgetAction>
#include <cmath>
#include <utility>

#include "core/priors/prior_edit.hpp"
#include "widgets/components/flow_layout.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/pass_undo.hpp"
#include "widgets/components/retire.hpp"
#include "widgets/components/wheel_guard.hpp"

namespace priorscope {
namespace {

constexpr int kChipGap = 4;
constexpr double kMostSides = 2.0;    ///< times the input; as in PriorConfig::validate()
constexpr double kLeastPixels = 0.5;  ///< minimum of a side

QString ratioText(float ratio) {
    return QString::number(std::round(ratio * 100.0F) / 100.0F);
}

}  // namespace

QString shapeText(const PriorMap::Shape& shape, int input_size) {
    const auto pixels = [input_size](float side) {
        return std::lround(side * static_cast<float>(input_size));
    };
    return QStringLiteral("%1×%2").arg(pixels(shape.w)).arg(pixels(shape.h));
}

QString mapDisplayName(const PriorConfig& config, std::size_t map) {
    const std::string& name = config.maps.at(map).name;
    return name.empty() ? MapChips::tr("map %1").arg(map + 1) : QString::fromStdString(name);
}

MapChips::MapChips(PriorDocument& document, std::size_t map, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_map(map), m_theme(theme) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kChipGap);
    m_row = new FlowLayout(kChipGap);
    column->addLayout(m_row);
    buildFixedChips();
    buildEditor();
    column->addWidget(m_editor);
    rebuildChips();
}

QString MapChips::mapName() const {
    return mapDisplayName(m_document.config(), m_map);
}

void MapChips::buildFixedChips() {
    m_square = new PriorChip(QStringLiteral("1"), PriorChip::kNone, this);
    m_square->setEnabled(false);
    m_square->setToolTip(tr("The square prior at the scale; every cell has it"));
    m_extra = new PriorChip(QStringLiteral("1′"), PriorChip::kNone, this);
    m_extra->setCheckable(true);
    m_extra->setToolTip(tr("A second square prior at sqrt(s_k · s_k+1): on or off"));
    m_extra->setAccessibleName(tr("Second square prior"));
    m_add = new Chip(QStringLiteral("+"), this);
    m_add->setDashed(true);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add_menu = new QMenu(m_add);
    m_row->addWidget(m_square);
    m_row->addWidget(m_extra);
    m_row->addWidget(m_add);
    connect(m_extra, &PriorChip::chosen, this, [this] {
        const bool on = m_extra->isChecked();
        Q_EMIT touched();
        m_document.edit(tr("second square prior of %1").arg(mapName()),
                        [this, on](PriorConfig& config) { setMapExtra(config, m_map, on); });
    });
    connect(m_add_menu, &QMenu::aboutToShow, this, &MapChips::fillAddMenu);
    connect(m_add, &Chip::clicked, this, [this] {
        if (m_is_free) {
            addShape();
        }
    });
}

void MapChips::buildEditor() {
    m_editor = new QWidget(this);
    auto* row = new QHBoxLayout(m_editor);
    row->setContentsMargins(0, 2, 0, 0);
    row->setSpacing(kChipGap);
    const auto box = [this](const QString& name, const QString& tool_tip, bool is_width) {
        auto* side = new NumberField(m_editor);
        side->setDecimals(1);
        side->setAlignment(Qt::AlignRight);
        side->setKeyboardTracking(false);
        side->setProperty("compact", true);
        side->setFixedWidth(70);
        side->setAccessibleName(name);
        side->setToolTip(tool_tip);
        passUndoOn(side);
        guardWheel(side);
        side->installEventFilter(this);
        for (QLineEdit* line : side->findChildren<QLineEdit*>()) {
            line->installEventFilter(this);
        }
        connect(side, &QDoubleSpinBox::valueChanged, this,
                [this, is_width](double pixels) { setSide(is_width, pixels); });
        return side;
    };
    m_width = box(tr("Width, px"), tr("Width of the chosen prior, in pixels of the network's input"), true);
    m_height =
        box(tr("Height, px"), tr("Height of the chosen prior, in pixels of the network's input"), false);
    m_remove = new IconButton(QStringLiteral("close"), tr("Remove this shape (Delete)"), m_editor);
    auto* label = new QLabel(tr("Shape"), m_editor);
    label->setProperty("role", "second");
    auto* times = new QLabel(QStringLiteral("×"), m_editor);
    auto* unit = new QLabel(tr("px"), m_editor);
    for (QLabel* each : {times, unit}) {
        each->setProperty("role", "second");
    }
    row->addWidget(label);
    row->addStretch(1);
    row->addWidget(m_width);
    row->addWidget(times);
    row->addWidget(m_height);
    row->addWidget(unit);
    row->addWidget(m_remove);
    m_editor->hide();
    connect(m_remove, &QToolButton::clicked, this, [this] { remove(m_chosen); });
    setTheme(m_theme);
}

void MapChips::setTheme(const Theme& theme) {
    m_theme = theme;
    m_remove->setIcon(theme.icon(m_remove->iconName()));
}

void MapChips::refresh() {
    const PriorMap& shown = map();
    const auto count = shown.isFree() ? shown.free_shapes.size() : shown.ratios.size();
    const bool same_chips = m_is_free == shown.isFree() && static_cast<std::size_t>(m_chips.size()) == count;
    if (!same_chips) {
        rebuildChips();
        return;
    }
    refreshLabels();
    refreshEditor();
}

void MapChips::rebuildChips() {
    if (m_is_free != map().isFree()) {
        m_is_free = map().isFree();
        if (std::exchange(m_chosen, -1) >= 0) {
            Q_EMIT chosenChanged(-1);
        }
    }
    for (PriorChip* chip : std::exchange(m_chips, {})) {
        m_row->removeWidget(chip);
        retire(chip);  // it may be the one whose click is being handled
    }
    m_square->setVisible(!m_is_free);
    m_extra->setVisible(!m_is_free);
    const auto count = static_cast<int>(m_is_free ? map().free_shapes.size() : map().ratios.size());
    for (int i = 0; i < count; ++i) {
        addChip(i);
    }
    m_add->setMenu(m_is_free ? nullptr : m_add_menu);
    m_add->setToolTip(m_is_free ? tr("Add a shape") : tr("Add a ratio and its reciprocal"));
    m_add->setAccessibleName(m_is_free ? tr("Add a shape") : tr("Add a ratio"));
    if (m_chosen >= count) {
        choose(-1);
    }
    refreshLabels();
    refreshEditor();
}

void MapChips::addChip(int index) {
    const int abilities = m_is_free ? PriorChip::kEdit | PriorChip::kRemove : int{PriorChip::kRemove};
    auto* chip = new PriorChip(QString(), abilities, this);
    chip->setCheckable(true);
    chip->setCross(!m_is_free);
    chip->setDense(m_is_free);
    m_row->insertWidget(2 + index, chip);
    m_chips << chip;
    chip->show();
    connect(chip, &PriorChip::chosen, this, [this, index] {
        Q_EMIT touched();
        choose(m_chosen == index ? -1 : index);
    });
    connect(chip, &PriorChip::editRequested, this, [this, index] { edit(index); });
    connect(chip, &PriorChip::removeRequested, this, [this, index] { remove(index); });
}

QString MapChips::chipText(int index) const {
    const auto place = static_cast<std::size_t>(index);
    return m_is_free ? shapeText(map().free_shapes.at(place), m_document.config().input_size)
                     : QStringLiteral("%1, 1/%1").arg(ratioText(map().ratios.at(place)));
}

void MapChips::refreshLabels() {
    m_extra->setChecked(map().extra_scale > 0.0F);
    for (int i = 0; i < m_chips.size(); ++i) {
        PriorChip* chip = m_chips[i];
        const QString text = chipText(i);
        if (text != chip->label()) {
            chip->setLabel(text);
        }
        chip->setChecked(i == m_chosen);
        chip->setToolTip(m_is_free ? tr("Width × height, px. Click to choose, double click or Enter to edit, "
                                        "Delete to remove")
                                   : tr("Width : height, with its reciprocal. × or Delete removes both"));
        chip->setAbilities(!m_is_free            ? int{PriorChip::kRemove}
                           : m_chips.size() == 1 ? int{PriorChip::kEdit}
                                                 : PriorChip::kEdit | PriorChip::kRemove);
    }
}

void MapChips::refreshEditor() {
    const bool shown = m_is_free && m_chosen >= 0 && m_chosen < m_chips.size() && map().on;
    m_editor->setVisible(shown);
    if (!shown) {
        return;
    }
    const PriorMap::Shape& shape = map().free_shapes.at(static_cast<std::size_t>(m_chosen));
    const auto input = static_cast<double>(m_document.config().input_size);
    for (const auto& [box, side] : {std::pair(m_width, shape.w), std::pair(m_height, shape.h)}) {
        const QSignalBlocker blocker(box);
        box->setRange(kLeastPixels, kMostSides * input);
        box->setValue(static_cast<double>(side) * input);
    }
    m_remove->setEnabled(m_chips.size() > 1);
    m_remove->setToolTip(m_chips.size() > 1 ? tr("Remove this shape (Delete)")
                                            : tr("The last shape stays; switch the map off instead"));
}

void MapChips::choose(int chip) {
    const int wanted = chip < m_chips.size() ? chip : -1;
    const bool is_new = wanted != m_chosen;
    m_chosen = wanted;
    refreshLabels();
    refreshEditor();
    if (is_new) {
        Q_EMIT chosenChanged(m_chosen);
    }
}

int MapChips::chipOfShape(int shape) const {
    const int squares = map().extra_scale > 0.0F ? 2 : 1;
    const int chip = m_is_free ? shape : shape < squares ? -1 : (shape - squares) / 2;
    return chip < m_chips.size() ? chip : -1;
}

int MapChips::shapeOfChip(int chip) const {
    const int squares = map().extra_scale > 0.0F ? 2 : 1;
    return chip < 0 ? -1 : m_is_free ? chip : squares + 2 * chip;
}

void MapChips::edit(int chip) {
    Q_EMIT touched();
    choose(chip);
    if (m_editor->isVisibleTo(this)) {
        m_width->setFocus(Qt::OtherFocusReason);
        m_width->selectAll();
    }
}

void MapChips::remove(int chip) {
    if (chip < 0 || chip >= m_chips.size()) {
        return;
    }
    Q_EMIT touched();
    const QString text = chipText(chip);
    if (m_is_free) {
        m_document.edit(tr("shape %1 of %2").arg(text, mapName()), [this, chip](PriorConfig& config) {
            removeMapShape(config, m_map, static_cast<std::size_t>(chip));
        });
    } else {
        const float ratio = map().ratios.at(static_cast<std::size_t>(chip));
        m_document.edit(tr("ratio %1 of %2").arg(ratioText(ratio), mapName()),
                        [this, ratio](PriorConfig& config) { removeMapRatio(config, m_map, ratio); });
    }
}

void MapChips::addShape() {
    Q_EMIT touched();
    const PriorMap::Shape shape = nextMapShape(map());
    m_document.edit(tr("shape %1 of %2").arg(shapeText(shape, m_document.config().input_size), mapName()),
                    [this, shape](PriorConfig& config) { addMapShape(config, m_map, shape); });
    edit(static_cast<int>(m_chips.size()) - 1);
}

void MapChips::setSide(bool is_width, double pixels) {
    if (m_chosen < 0) {
        return;
    }
    const auto place = static_cast<std::size_t>(m_chosen);
    PriorMap::Shape shape = map().free_shapes.at(place);
    (is_width ? shape.w : shape.h) =
        static_cast<float>(pixels / static_cast<double>(m_document.config().input_size));
    m_document.edit(tr("shape %1 of %2").arg(shapeText(shape, m_document.config().input_size), mapName()),
                    [this, place, shape](PriorConfig& config) { setMapShape(config, m_map, place, shape); });
}

void MapChips::fillAddMenu() {
    Q_EMIT touched();
    m_add_menu->clear();
    const auto add = [this](double ratio) {
        m_document.edit(tr("ratio %1 of %2").arg(ratio).arg(mapName()), [this, ratio](PriorConfig& config) {
            addMapRatio(config, m_map, static_cast<float>(ratio));
        });
    };
    for (const double ratio : {1.5, 2.0, 2.5, 3.0, 4.0, 5.0}) {
        const std::vector<float>& ratios = map().ratios;
        const bool is_there = std::any_of(ratios.begin(), ratios.end(), [ratio](float each) {
            return std::abs(static_cast<double>(each) - ratio) < 1e-3;
        });
        if (!is_there) {
            m_add_menu->addAction(QStringLiteral("%1, 1/%1").arg(ratio), this, [add, ratio] { add(ratio); });
        }
    }
    auto* holder = new QWidget(m_add_menu);
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(Metrics::kMargin, 4, Metrics::kGap, 4);
    auto* box = new NumberField(holder);
    box->setRange(0.1, 10.0);
    box->setSingleStep(0.05);
    box->setValue(1.75);
    box->setAccessibleName(tr("Another ratio"));
    auto* button = new QPushButton(tr("Add"), holder);
    row->addWidget(box, 1);
    row->addWidget(button);
    auto* other = new QWidgetAction(m_add_menu);
    other->setDefaultWidget(holder);
    m_add_menu->addSeparator();
    m_add_menu->addAction(other);
    connect(button, &QPushButton::clicked, this, [this, holder, box, add] {
        if (allNumbersTaken(holder)) {
            m_add_menu->close();
            add(box->value());
        }
    });
}

bool MapChips::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        Q_EMIT touched();
    } else if (event->type() == QEvent::KeyPress && m_chosen >= 0 && m_chosen < m_chips.size() &&
               static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_chips[m_chosen]->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace priorscope
