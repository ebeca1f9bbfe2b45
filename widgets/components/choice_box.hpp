// A combo box that shortens a long choice visibly.
#pragma once

#include <QComboBox>
#include <QString>
#include <utility>
#include <vector>

namespace priorscope {

/// QComboBox cuts what does not fit, also within a number: "mAP 0.151" became "mAP 0.15". Here it is
/// shortened in the middle, and the tooltip of a shortened choice shows all of it.
class ChoiceBox : public QComboBox {
    Q_OBJECT

  public:
    using QComboBox::QComboBox;
    /// Its longest choice is shown whole.
    QSize sizeHint() const override;

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    QString chosen() const;
    QString shown() const;
};

/// Display texts and the values they stand for.
using Choices = std::vector<std::pair<QString, QString>>;

/// Does nothing if the box offers them already: it may be open.
void offer(QComboBox* box, const Choices& choices);

}  // namespace priorscope
